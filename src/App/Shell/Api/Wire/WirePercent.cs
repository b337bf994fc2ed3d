using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>
/// Reads a percentage digit by digit: 79.9 is 7,990 basis points, whatever binary fractions make of it, and nothing is
/// rounded.
/// </summary>
internal static partial class WirePercent
{
    // Longer ones than any percentage are refused before anybody counts their digits.
    private const int Longest = 400;

    /// <summary>A share as the percentage that answers carry: 12.5 for 1,250 basis points.</summary>
    public static double Write(BasisPoints share) => share.Value / 100d;

    /// <summary>Reads a number, or its text.</summary>
    /// <returns>The refusal, or null.</returns>
    public static string? Read(JsonElement value, out BasisPoints percent)
    {
        percent = default;
        if (!WireText.TryRead(value, out var text) || text.Length > Longest || Number().Match(text.Trim()) is not { Success: true } parts)
        {
            return WireSentences.NotANumber;
        }

        var fraction = parts.Groups["fraction"].Value;
        var digits = (parts.Groups["whole"].Value + fraction).TrimStart('0');
        if (digits.Length == 0)
        {
            return null; // Zero, however it is written.
        }

        if (parts.Groups["sign"].Value == "-")
        {
            return WireSentences.TooSmall(0);
        }

        // The value is digits times ten to the exponent; trailing zeros belong to the exponent.
        var exponent = Exponent(parts.Groups["exponent"].Value) - fraction.Length;
        var significant = digits.TrimEnd('0');
        exponent += digits.Length - significant.Length;
        if (significant.Length + exponent > 3)
        {
            return WireSentences.TooLarge(100);
        }

        if (exponent < -2)
        {
            return WireSentences.TooFine;
        }

        var basisPoints = long.Parse(significant + new string('0', exponent + 2), CultureInfo.InvariantCulture);
        if (basisPoints > BasisPoints.Whole)
        {
            return WireSentences.TooLarge(100);
        }

        percent = new BasisPoints((int)basisPoints);
        return null;
    }

    private static int Exponent(string text)
        => text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                ? Math.Clamp(exponent, -100_000, 100_000)
                : text[0] == '-' ? -100_000 : 100_000;

    [GeneratedRegex(
        @"^(?<sign>[+-]?)(?<whole>[0-9]+)(\.(?<fraction>[0-9]*))?([eE](?<exponent>[+-]?[0-9]+))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number();
}
