namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>All that came between an experiment and what it compares.</summary>
/// <param name="Items">Of all of it, oldest first.</param>
/// <param name="Identities">How many identities were disturbed alone.</param>
public sealed record DisturbanceList(IReadOnlyList<DisturbanceItem> Items, int Identities)
{
    /// <summary>The door to the frozen flag that stands open; null while it is closed.</summary>
    public DisturbanceItem? Open => Items.LastOrDefault(item => item is { Kind: DisturbanceKind.Opened, ClosedAt: null });

    /// <summary>Since when nothing of the experiment is beyond doubt, UTC; null while it was never opened.</summary>
    public DateTimeOffset? DisturbedSince => Items.FirstOrDefault(item => item.Kind is DisturbanceKind.Opened)?.At;
}
