using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Identities;

/// <summary>What one identity is to get of a flag, as a whole.</summary>
/// <param name="Identifier">The same as it was read, or absent: an override keeps its identity.</param>
/// <param name="Enabled">Whether the flag is enabled for it.</param>
/// <param name="Variant">The variant to force; null or absent serves the value.</param>
/// <param name="Value">What to serve when no variant is forced: its text, or the number or boolean itself; null or absent for none.</param>
internal sealed record IdentityOverrideBody(string? Identifier, bool Enabled, [OrNull] int? Variant, [OrNull] string? Value);
