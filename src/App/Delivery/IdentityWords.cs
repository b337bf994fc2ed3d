using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>What applications may say of an identity, whether or not it is stored, with refusals in the words of the reference.</summary>
internal static class IdentityWords
{
    private const string Nul = "Null characters are not allowed.";

    /// <summary>Why an identifier is refused; null when it will do.</summary>
    public static string? IdentifierFault(string identifier)
        => TextRules.IsLonger(identifier, Identifiers.MaxLength) ? $"Ensure this field has no more than {Identifiers.MaxLength} characters."
            : TextRules.HasNul(identifier) ? Nul
            : null;

    /// <summary>Why the name of a trait is refused; null when it will do.</summary>
    public static string? KeyFault(string key)
        => key.Length == 0 ? "This field may not be blank."
            : TextRules.IsLonger(key, TraitRules.KeyMaxLength) ? $"Ensure this field has no more than {TraitRules.KeyMaxLength} characters."
            : TextRules.HasNul(key) ? Nul
            : null;

    /// <summary>Why the value of a trait is refused; null when it will do.</summary>
    public static string? ValueFault(ContextValue value)
        => value.Kind is not ContextValueKind.Text || value.ToText() is not { } text ? null
            : TextRules.IsLonger(text, TraitRules.ValueMaxLength) ? $"Value string is too long. Must be less than {TraitRules.ValueMaxLength} character"
            : TextRules.HasNul(text) ? Nul
            : null;
}
