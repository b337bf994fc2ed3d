namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>How often applications asked within an hour.</summary>
internal sealed class RequestCount
{
    /// <summary>Stands for the requests of the environment itself; no feature has this id.</summary>
    public const int NoFeature = 0;

    public required int EnvironmentId { get; init; }

    /// <summary>The flag that was read, or <see cref="NoFeature"/>.</summary>
    public required int FeatureId { get; init; }

    /// <summary>Whole hours since 1970, UTC.</summary>
    public required int Hour { get; init; }

    public required long Requests { get; set; }
}
