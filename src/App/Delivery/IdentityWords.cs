using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>What applications may say of an identity, whether or not it is stored, with refusals in the words of the reference.</summary>
internal static class IdentityWords
{
    private const int IdentifierMaxLength = 2_000;
    private const string Nul = "Null characters are not allowed.";

    /// <summary>Why an identifier is refused; null when it will do.</summary>
    public static string? IdentifierFault(string identifier)
        => identifier.Length > IdentifierMaxLength ? $"Ensure this field has no more than {IdentifierMaxLength} characters."
            : TextRules.HasNul(identifier) ? Nul
            : null;

    /// <summary>Why the name of a trait is refused; null when it will do.</summary>
    public static string? KeyFault(string key)
        => key.Length == 0 ? "This field may not be blank."
            : key.Length > TraitRules.KeyMaxLength ? $"Ensure this field has no more than {TraitRules.KeyMaxLength} characters."
            : TextRules.HasNul(key) ? Nul
            : null;

    /// <summary>Why the value of a trait is refused; null when it will do.</summary>
    public static string? ValueFault(ContextValue value)
        => value.Kind is not ContextValueKind.Text || value.ToText() is not { } text ? null
            : text.Length > TraitRules.ValueMaxLength ? $"Value string is too long. Must be less than {TraitRules.ValueMaxLength} character"
            : TextRules.HasNul(text) ? Nul
            : null;
}
