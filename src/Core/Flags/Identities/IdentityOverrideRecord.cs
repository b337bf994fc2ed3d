using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>How a record keeps an identity override before and after.</summary>
/// <param name="Flag">The flag's name.</param>
/// <param name="Enabled">Whether the flag is enabled for the identity.</param>
/// <param name="Value">The value served, unless a variant is forced.</param>
/// <param name="Variant">The key of the variant that is forced, or null.</param>
public sealed record IdentityOverrideRecord(string Flag, bool Enabled, string? Value, string? Variant)
{
    internal string Describe()
        => $"{Flag} {(Enabled ? "enabled" : "disabled")}, {(Variant is null ? FlagValue.Quote(Value) : $"variant {Variant}")}";
}
