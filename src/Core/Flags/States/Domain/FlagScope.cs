namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>
/// The lineage of one flag state: an environment default, or the override of one segment. It outlives versions,
/// removals and restores, and with it the seed: who got which variant never depends on history.
/// </summary>
internal sealed class FlagScope
{
    public int Id { get; init; }

    /// <summary>Its name in answers that carry one that no other installation gives.</summary>
    public Guid Uuid { get; init; } = Guid.NewGuid();

    public required int EnvironmentId { get; init; }

    public required int FeatureId { get; init; }

    /// <summary>Null for the environment default.</summary>
    public int? SegmentId { get; init; }

    /// <summary>Salts the variant hash; from 1,000,000,000, so that it never equals a segment's id.</summary>
    public required int Seed { get; init; }
}
