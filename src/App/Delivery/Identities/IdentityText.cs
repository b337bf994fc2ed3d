using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>What applications may say of an identity, whether or not it is stored, with refusals in the words of the reference.</summary>
internal static class IdentityText
{
    /// <summary>Why an identifier is refused; null when it will do.</summary>
    public static string? IdentifierFault(string identifier)
        => TextRules.IsLonger(identifier, Identifiers.MaxLength) ? WireSentences.TooLong(Identifiers.MaxLength)
            : TextRules.HasNul(identifier) ? WireSentences.HasNul
            : null;

    /// <summary>Why the name of a trait is refused; null when it will do.</summary>
    public static string? KeyFault(string key)
        => key.Length == 0 ? WireSentences.Blank
            : TextRules.IsLonger(key, TraitRules.KeyMaxLength) ? WireSentences.TooLong(TraitRules.KeyMaxLength)
            : TextRules.HasNul(key) ? WireSentences.HasNul
            : null;

    /// <summary>Why the value of a trait is refused; null when it will do.</summary>
    public static string? ValueFault(ContextValue value)
        => value.Kind is not ContextValueKind.Text || value.ToText() is not { } text ? null
            : TextRules.IsLonger(text, TraitRules.ValueMaxLength) ? $"Value string is too long. Must be less than {TraitRules.ValueMaxLength} character"
            : TextRules.HasNul(text) ? WireSentences.HasNul
            : null;
}
