using System.Buffers;
using System.Globalization;
using System.Text;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Flags.Domain;

namespace ExperimentAdmin.Core.Serving;

/// <summary>What can be stored of an identity.</summary>
public static class TraitRules
{
    /// <summary>How many traits an identity may have.</summary>
    public const int MostTraits = 200;

    /// <summary>The longest name of a trait, in characters.</summary>
    public const int KeyMaxLength = 200;

    /// <summary>The longest value, in characters of its text.</summary>
    public const int ValueMaxLength = 2_000;

    /// <summary>The refusals of an identifier and of changes of its traits; empty when all can be stored.</summary>
    internal static List<Error> Check(string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes)
        => [.. CheckIdentifier(identifier).Concat(changes.SelectMany((change, index) => Check(change.Key, change.Value, index)))];

    /// <summary>Whether anything could be stored under an identifier.</summary>
    internal static bool CanBeStored(string identifier) => !CheckIdentifier(identifier).Any();

    internal static Error.Invalid TooMany(int count) => new(
        "too_many_traits",
        string.Create(CultureInfo.InvariantCulture, $"The identity would have {count} traits, and at most {MostTraits} are kept. Delete some."),
        "traits");

    /// <summary>The refusals of an identifier: 1 to 2,000 characters and at most 2,600 bytes of text.</summary>
    public static IEnumerable<Error> CheckIdentifier(string? identifier)
    {
        if (string.IsNullOrEmpty(identifier))
        {
            yield return new Error.Invalid("identifier_missing", "Say which identity: the identifier is empty.", "identifier");
        }
        else if (identifier.Length > IdentityOverride.IdentifierMaxLength || Encoding.UTF8.GetByteCount(identifier) > IdentityOverride.IdentifierMaxBytes)
        {
            yield return new Error.Invalid(
                "identifier_too_long",
                "The identifier is too long: it may have up to 2,000 characters and 2,600 bytes.",
                "identifier");
        }
        else if (!IsText(identifier))
        {
            yield return Malformed("identifier");
        }
    }

    private static IEnumerable<Error> Check(string key, ContextValue value, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"traits[{index}]");
        if (key.Length is 0 or > KeyMaxLength)
        {
            yield return new Error.Invalid("trait_key_length", "The name of a trait has 1 to 200 characters.", $"{field}.key");
        }
        else if (!IsText(key))
        {
            yield return Malformed($"{field}.key");
        }

        if (value.Kind is ContextValueKind.Real && !double.IsFinite(value.AsReal))
        {
            yield return new Error.Invalid("trait_not_finite", "A number has to be finite to be kept.", $"{field}.value");
        }
        else if (value.ToText() is { Length: > ValueMaxLength })
        {
            yield return new Error.Invalid("trait_value_too_long", "The value of a trait may have up to 2,000 characters.", $"{field}.value");
        }
        else if (value.Kind is ContextValueKind.Text && !IsWellFormed(value.AsText))
        {
            yield return Malformed($"{field}.value");
        }
    }

    private static Error.Invalid Malformed(string field)
        => new("text_malformed", "This contains a character that cannot be stored: NUL, or half of a pair.", field);

    private static bool IsText(string text) => !TextRules.HasNul(text) && IsWellFormed(text);

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) is not OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
