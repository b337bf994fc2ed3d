using System.Globalization;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>
/// Writes a real number the way the reference engine does: the shortest text that reads back as the same number, always
/// with a fraction or an exponent, such as 35.0 and 1e+16.
/// </summary>
internal static class DoubleText
{
    /// <summary>Room for any number: 17 digits with sign, point and zeros or an exponent before, between or behind them.</summary>
    public const int MaxLength = 32;

    private const string Zeros = "0000000000000000";
    private const int MostPlainPlaces = 16;
    private const int FewestPlainPlaces = -4;

    public static string Of(double number)
    {
        Span<char> room = stackalloc char[MaxLength];
        return room[..Write(number, room)].ToString();
    }

    /// <summary>Writes without allocating.</summary>
    /// <param name="number">What is written.</param>
    /// <param name="room">Takes it, at least <see cref="MaxLength"/>.</param>
    /// <returns>How many characters it has.</returns>
    public static int Write(double number, Span<char> room)
    {
        Span<char> rest = stackalloc char[MaxLength];
        var length = 0;
        if (!double.IsFinite(number))
        {
            _ = room.TryWrite($"{(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf")}", out length);
            return length;
        }

        var digits = Digits(Math.Abs(number), rest, out var point);
        var sign = double.IsNegative(number) ? "-" : string.Empty;
        _ = point switch
        {
            <= FewestPlainPlaces or > MostPlainPlaces => Scientific(room, sign, digits, point - 1, out length),
            <= 0 => room.TryWrite($"{sign}0.{Zeros.AsSpan(0, -point)}{digits}", out length),
            _ when point >= digits.Length => room.TryWrite($"{sign}{digits}{Zeros.AsSpan(0, point - digits.Length)}.0", out length),
            _ => room.TryWrite($"{sign}{digits[..point]}.{digits[point..]}", out length),
        };
        return length;
    }

    // The digits without zeros at either end, and how many of them stand before the point.
    private static ReadOnlySpan<char> Digits(double number, Span<char> room, out int point)
    {
        _ = number.TryFormat(room, out var length, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> mantissa = room[..length];
        var exponent = 0;
        if (mantissa.IndexOf('E') is var mark and >= 0)
        {
            exponent = int.Parse(mantissa[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            mantissa = mantissa[..mark];
        }

        var whole = mantissa.Length;
        if (mantissa.IndexOf('.') is var dot and >= 0)
        {
            mantissa[(dot + 1)..].CopyTo(room[dot..]);
            mantissa = mantissa[..^1];
            whole = dot;
        }

        var digits = mantissa.TrimStart('0');
        point = digits.IsEmpty ? 1 : whole + exponent - (mantissa.Length - digits.Length);
        return digits.IsEmpty ? "0" : digits.TrimEnd('0');
    }

    private static bool Scientific(Span<char> room, string sign, ReadOnlySpan<char> digits, int exponent, out int length)
        => room.TryWrite(
            CultureInfo.InvariantCulture,
            $"{sign}{digits[..1]}{(digits.Length == 1 ? string.Empty : ".")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            out length);
}
