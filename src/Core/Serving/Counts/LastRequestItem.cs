namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>The newest request that came with a key of an environment.</summary>
/// <param name="At">UTC, to the second.</param>
/// <param name="Kind">What was asked for.</param>
/// <param name="UserAgent">What the application says it is; empty when it does not.</param>
public sealed record LastRequestItem(DateTimeOffset At, RequestKind Kind, string UserAgent);
