namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>What one identity is to get of a flag, as a whole.</summary>
/// <param name="Identifier">1 to 2,000 characters, as the application sends it; needed for a new override, the same ever after.</param>
/// <param name="Enabled">Whether the flag is enabled for it.</param>
/// <param name="Variant">The variant to force; null or absent serves the value.</param>
/// <param name="Value">What to serve when no variant is forced: its text, or the number or boolean itself; null or absent for none.</param>
internal sealed record IdentityOverrideBody(string? Identifier, bool Enabled, int? Variant, string? Value);
