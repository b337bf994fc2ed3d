using System.Globalization;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Identities;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>What can be stored of an identity.</summary>
public static class TraitRules
{
    /// <summary>How many traits an identity may have.</summary>
    public const int MostTraits = 200;

    /// <summary>The longest name of a trait, in characters of Unicode.</summary>
    public const int KeyMaxLength = 200;

    /// <summary>The longest value, in characters of Unicode of its text.</summary>
    public const int ValueMaxLength = 2_000;

    /// <summary>The refusals of an identifier and of changes of its traits; empty when all can be stored.</summary>
    internal static List<Error> Check(string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes)
        => [.. Identifiers.CheckKept(identifier).Concat(changes.SelectMany((change, index) => Check(change.Key, change.Value, index)))];

    /// <summary>Whether anything can be stored under an identifier. Whoever has another one is served all the same, by what is sent of them.</summary>
    public static bool CanBeStored(string identifier) => !Identifiers.CheckKept(identifier).Any();

    internal static Error.Invalid TooMany() => new(
        "too_many_traits",
        string.Create(CultureInfo.InvariantCulture, $"The identity would have more than {MostTraits} traits, and no more are kept. Delete some."),
        "traits");

    private static IEnumerable<Error> Check(string key, ContextValue value, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"traits[{index}]");
        if (key.Length == 0 || TextRules.IsLonger(key, KeyMaxLength))
        {
            yield return new Error.Invalid("trait_key_length", "The name of a trait has 1 to 200 characters.", $"{field}.key");
        }
        else if (!TextRules.IsText(key))
        {
            yield return TextRules.Malformed($"{field}.key");
        }

        if (value.Kind is ContextValueKind.Real && !double.IsFinite(value.AsReal))
        {
            yield return new Error.Invalid("trait_not_finite", "A number has to be finite to be kept.", $"{field}.value");
        }
        else if (value.ToText() is { } text && TextRules.IsLonger(text, ValueMaxLength))
        {
            yield return new Error.Invalid("trait_value_too_long", "The value of a trait may have up to 2,000 characters.", $"{field}.value");
        }
        else if (value.Kind is ContextValueKind.Text && !TextRules.IsWellFormed(value.AsText))
        {
            yield return TextRules.Malformed($"{field}.value");
        }
    }
}
