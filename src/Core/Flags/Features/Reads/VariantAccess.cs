using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>A grant to act in the project of a variant that was found by its name.</summary>
/// <param name="Access">The grant.</param>
/// <param name="FeatureId">Its flag.</param>
/// <param name="VariantId">The variant.</param>
public sealed record VariantAccess(ProjectAccess Access, int FeatureId, int VariantId);
