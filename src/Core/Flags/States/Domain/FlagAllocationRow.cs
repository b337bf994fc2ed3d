namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>The share of one variant in one state. A variant without a row has 0.</summary>
internal sealed class FlagAllocationRow
{
    public required int VersionId { get; init; }

    public required int ScopeId { get; init; }

    public required int VariantId { get; init; }

    /// <summary>Above 0.</summary>
    public BasisPoints BasisPoints { get; set; }
}
