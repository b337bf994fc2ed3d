using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Reads single JSON values as leniently as the reference: numbers and booleans may come as texts.</summary>
internal static class WireText
{
    /// <summary>A text, or a number as its text. Half a surrogate pair is no text.</summary>
    public static bool TryRead(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (value.ValueKind is JsonValueKind.Number)
        {
            text = value.GetRawText();
            return true;
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return false; // An escape that is no character.
        }

        return true;
    }

    public static bool TryReadBoolean(JsonElement value, out bool flag)
    {
        flag = value.ValueKind is JsonValueKind.True;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return true;
        }

        if (!TryRead(value, out var text))
        {
            return false;
        }

        flag = text is "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
        return flag || text is "0" || string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A whole number, saturated at the ends of 64 bits.</summary>
    public static bool TryReadInteger(JsonElement value, out long number)
    {
        number = 0;
        if (!TryRead(value, out var text))
        {
            return false;
        }

        var digits = text.Trim();
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point > 0 && digits[(point + 1)..] is { Length: > 0 } fraction && fraction.All(digit => digit == '0'))
        {
            digits = digits[..point];
        }

        if (digits.Length == 0 || !digits.AsSpan(digits[0] is '-' or '+' ? 1 : 0).ContainsAnyInRange('0', '9')
            || digits.AsSpan(digits[0] is '-' or '+' ? 1 : 0).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            number = digits[0] == '-' ? long.MinValue : long.MaxValue;
        }

        return true;
    }
}
