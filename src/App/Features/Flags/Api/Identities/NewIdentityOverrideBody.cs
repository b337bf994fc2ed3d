using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Identities;

/// <summary>Whom to force to get what of a flag.</summary>
/// <param name="Identifier">1 to 2,000 characters, as the application sends it.</param>
/// <param name="Enabled">Whether the flag is enabled for it.</param>
/// <param name="Variant">The variant to force; null or absent serves the value.</param>
/// <param name="Value">What to serve when no variant is forced: its text, or the number or boolean itself; null or absent for none.</param>
internal sealed record NewIdentityOverrideBody(string Identifier, bool Enabled, [OrNull] int? Variant, [OrNull] string? Value);
