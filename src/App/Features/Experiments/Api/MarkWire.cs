namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Something that was done with an experiment or its rollout.</summary>
/// <param name="At">UTC.</param>
/// <param name="Who">The person, key or system.</param>
/// <param name="Summary">What, in words.</param>
/// <param name="Reason">Why, as it was given; null for no reason.</param>
/// <param name="Revision">The number of the experiment's record.</param>
internal sealed record MarkWire(DateTimeOffset At, string Who, string Summary, string? Reason, int Revision);
