using System.Diagnostics;
using System.Globalization;
using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>Reads the text of a flag's value as its type, and writes it in one form.</summary>
public static class FlagValue
{
    /// <summary>The longest value, in characters.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Checks a value and brings it into its canonical form: <c>true</c>, <c>50</c>, or the text as it is.</summary>
    /// <param name="type">The feature's type.</param>
    /// <param name="text">What was entered.</param>
    /// <param name="field">The input to name in the refusal.</param>
    public static Result<string> Parse(FlagValueType type, string? text, string field)
    {
        var value = text ?? string.Empty;
        if (TextRules.IsLonger(value, MaxLength))
        {
            return new Error.Invalid(
                "value_too_long", $"The value has {TextRules.Length(value)} characters; at most {MaxLength:N0} are kept. Shorten it.", field);
        }

        if (TextRules.HasNul(value))
        {
            return new Error.Invalid("value_has_nul", "The value contains the character NUL, which cannot be stored. Remove it.", field);
        }

        if (!TextRules.IsWellFormed(value))
        {
            return TextRules.Malformed(field);
        }

        return type switch
        {
            FlagValueType.String => value,
            FlagValueType.Integer => int.TryParse(value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : new Error.Invalid(
                    "value_not_an_integer",
                    $"\"{Shown(value)}\" is not a whole number from {int.MinValue} to {int.MaxValue}. This flag's values are integers.",
                    field),
            FlagValueType.Boolean => value.Trim().ToLowerInvariant() switch
            {
                "true" => "true",
                "false" => "false",
                _ => new Error.Invalid(
                    "value_not_a_boolean", $"\"{Shown(value)}\" is neither true nor false. This flag's values are booleans.", field),
            },
            _ => throw new UnreachableException($"No form for {type}."),
        };
    }

    /// <summary>Checks a value that a flag can do without.</summary>
    /// <param name="type">The feature's type.</param>
    /// <param name="text">What was entered. Null, or blank for booleans and integers, is no value.</param>
    /// <param name="field">The input to name in the refusal.</param>
    /// <returns>The canonical form, or null for no value.</returns>
    public static Result<string?> ParseOptional(FlagValueType type, string? text, string field)
    {
        if (text is null || (type is not FlagValueType.String && string.IsNullOrWhiteSpace(text)))
        {
            return (string?)null;
        }

        return Parse(type, text, field).Match<Result<string?>>(value => value, refused => refused.ToList());
    }

    /// <summary>A value in a sentence: in quotes, cut when it is long, or "no value".</summary>
    public static string Quote(string? value) => value switch
    {
        null => "no value",
        _ => $"\"{Shown(value)}\"",
    };

    /// <summary>The type's name on the wire and on pages: <c>string</c>, <c>integer</c>, <c>boolean</c>.</summary>
    public static string Name(FlagValueType type) => type switch
    {
        FlagValueType.String => "string",
        FlagValueType.Integer => "integer",
        FlagValueType.Boolean => "boolean",
        _ => throw new UnreachableException($"No name for {type}."),
    };

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
