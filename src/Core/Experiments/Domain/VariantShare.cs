using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Experiments.Domain;

/// <summary>The share of the enrolled identities that get a variant.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Share">0 to 10,000 basis points of those inside the rollout.</param>
public readonly record struct VariantShare(int VariantId, BasisPoints Share);
