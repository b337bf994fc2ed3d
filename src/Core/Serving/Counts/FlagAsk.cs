namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>When a flag was asked for last, in one of the ways in which it can be.</summary>
internal sealed class FlagAsk
{
    public required int EnvironmentId { get; init; }

    /// <summary>The flag, or <see cref="RequestCount.NoFeature"/> for all that the kind is about.</summary>
    public required int FeatureId { get; init; }

    public required AskKind Kind { get; init; }

    /// <summary>Whole seconds since 1970, UTC.</summary>
    public required long Second { get; set; }
}
