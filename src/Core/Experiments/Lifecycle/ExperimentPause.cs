namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>A time during which a started experiment was not served.</summary>
internal sealed class ExperimentPause
{
    public int Id { get; init; }

    public required int ExperimentId { get; init; }

    public required DateTimeOffset PausedAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? ResumedAt { get; set; }
}
