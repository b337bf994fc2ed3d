namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>The newest request that came with a key of an environment.</summary>
internal sealed class LastRequest
{
    public const int UserAgentMaxLength = 200;

    public required int EnvironmentId { get; init; }

    /// <summary>UTC, to the second.</summary>
    public required DateTimeOffset At { get; set; }

    public required RequestKind Kind { get; set; }

    /// <summary>What the application says it is; empty when it does not.</summary>
    public required string UserAgent { get; set; }
}
