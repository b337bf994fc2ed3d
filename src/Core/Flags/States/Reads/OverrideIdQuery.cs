namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>Asks which ids are those of segment overrides.</summary>
public sealed record OverrideIdQuery
{
    /// <summary>The ids.</summary>
    public IReadOnlyList<int> Ids { get; init; } = [];
}
