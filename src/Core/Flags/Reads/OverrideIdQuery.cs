namespace ExperimentAdmin.Core.Flags.Reads;

/// <summary>Asks which ids are those of segment overrides.</summary>
public sealed record OverrideIdQuery
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<int> Ids { get; init; } = [];
}
