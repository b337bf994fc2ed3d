namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>One variant of what a scope serves.</summary>
/// <param name="VariantId">The variant.</param>
/// <param name="Key">Its key.</param>
/// <param name="Share">Basis points of those whom the scope serves, above 0.</param>
public sealed record ServedShare(int VariantId, string Key, int Share);
