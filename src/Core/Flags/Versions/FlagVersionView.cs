namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>One version of a flag with everything that it serves.</summary>
/// <param name="Item">Its line in the list.</param>
/// <param name="Scopes">The environment default, then the overrides, the one that wins first.</param>
public sealed record FlagVersionView(FlagVersionItem Item, IReadOnlyList<VersionScope> Scopes);
