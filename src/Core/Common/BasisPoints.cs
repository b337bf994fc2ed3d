using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentAdmin.Core.Common;

/// <summary>
/// A share of identities in basis points, 0 to 10,000 (hundredths of a percent). Integers, because shares must add up
/// to exactly the whole: 79.9 + 14.7 + 5.4 is 100. In JSON it is its number.
/// </summary>
[JsonConverter(typeof(Json))]
public readonly record struct BasisPoints : IComparable<BasisPoints>
{
    /// <summary>All identities: 100 %.</summary>
    public const int Whole = 10_000;

    // Longer ones than anybody types are refused before their digits are counted.
    private const int LongestText = 100;

    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10,000.</exception>
    public BasisPoints(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Whole);
        Value = value;
    }

    /// <summary>All identities: 100 %.</summary>
    public static BasisPoints All => new(Whole);

    /// <summary>The share, 0 to 10,000.</summary>
    public int Value { get; }

    /// <summary>The share in percent, 0 to 100, exact.</summary>
    public decimal Percent => Value / 100m;

    /// <summary>What this leaves of the whole.</summary>
    public BasisPoints Rest => new(Whole - Value);

    /// <summary>The nearest share to a number of basis points, such as one that a slider was moved to.</summary>
    public static BasisPoints Nearest(int basisPoints) => new(Math.Clamp(basisPoints, 0, Whole));

    /// <summary>What shares add up to, in basis points; may be over the whole.</summary>
    public static int Sum(IEnumerable<BasisPoints> shares) => shares.Sum(share => share.Value);

    /// <summary>What shares leave of the whole; nothing when they are over it.</summary>
    public static BasisPoints Left(IEnumerable<BasisPoints> shares) => Nearest(Whole - Sum(shares));

    /// <summary>The shortest invariant text of the percentage, as documents carry it: <c>30</c>, <c>12.5</c>.</summary>
    public string ToPercentText() => Format(Value);

    /// <summary>The shortest invariant percent text of a number of basis points, which may lie outside the range.</summary>
    public static string Format(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads a percentage that a person typed, with a point or a comma and an optional percent sign. Anything finer than two decimals is
    /// refused and never rounded.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The input to name in the refusal.</param>
    public static Result<BasisPoints> Parse(string? text, string field)
    {
        const NumberStyles Plain =
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var digits = (text ?? string.Empty).Trim().TrimEnd('%').TrimEnd().Replace(',', '.');
        if (digits.Length == 0)
        {
            return new Error.Invalid("percent_missing", "Enter a percentage from 0 to 100.", field);
        }

        if (digits.Length > LongestText || !decimal.TryParse(digits, Plain, CultureInfo.InvariantCulture, out var percent))
        {
            return new Error.Invalid(
                "percent_not_a_number", $"\"{Shown(text)}\" is not a number. Enter a percentage from 0 to 100, such as 12.5.", field);
        }

        if (percent is < 0 or > 100)
        {
            return new Error.Invalid(
                "percent_out_of_range", $"{Text(percent)} % is outside 0 to 100 %. Enter a percentage from 0 to 100.", field);
        }

        // A decimal rounds what it cannot hold, so the digits are looked at as they were typed.
        var basisPoints = percent * 100m;
        return basisPoints != decimal.Truncate(basisPoints) ? TooFine(Text(percent), field)
            : IsTooFine(digits) ? TooFine(Shown(digits), field)
            : new BasisPoints((int)basisPoints);
    }

    public int CompareTo(BasisPoints other) => Value.CompareTo(other.Value);

    public override string ToString() => $"{ToPercentText()} %";

    public static bool operator <(BasisPoints left, BasisPoints right) => left.Value < right.Value;

    public static bool operator >(BasisPoints left, BasisPoints right) => left.Value > right.Value;

    public static bool operator <=(BasisPoints left, BasisPoints right) => left.Value <= right.Value;

    public static bool operator >=(BasisPoints left, BasisPoints right) => left.Value >= right.Value;

    private static Error.Invalid TooFine(string percent, string field)
        => new("percent_too_fine", $"{percent} % has more than two decimals. Enter at most two, such as 12.34.", field);

    private static string Text(decimal percent) => percent.ToString("0.############", CultureInfo.InvariantCulture);

    private static bool IsTooFine(string digits)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        return point >= 0 && digits.AsSpan(Math.Min(point + 3, digits.Length)).ContainsAnyInRange('1', '9');
    }

    private static string Shown(string? text)
    {
        var trimmed = (text ?? string.Empty).Trim();
        return trimmed.Length <= 40 ? trimmed : trimmed[..40] + "…";
    }

    private sealed class Json : JsonConverter<BasisPoints>
    {
        public override BasisPoints Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetInt32() is >= 0 and <= Whole and var value ? new(value) : throw new JsonException("A share is 0 to 10,000 basis points.");

        public override void Write(Utf8JsonWriter writer, BasisPoints value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
