namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>The share of identities that get a variant.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Share">0 to 10,000 basis points of those whom the scope serves; inside a rollout, of the enrolled.</param>
public readonly record struct VariantAllocation(int VariantId, BasisPoints Share);
