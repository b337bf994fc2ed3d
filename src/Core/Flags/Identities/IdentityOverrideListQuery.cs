namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>Which identity overrides to list. The search looks into identifiers.</summary>
public sealed record IdentityOverrideListQuery : ListQuery
{
    public IdentityOverrideSort Sort { get; init; }

    /// <summary>Identifiers from the end, or newest first.</summary>
    public bool Descending { get; init; }
}
