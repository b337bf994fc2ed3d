using System.Globalization;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>
/// Writes a real number the way the reference engine does: the shortest text that reads back as the same number, always
/// with a fraction or an exponent, such as 35.0 and 1e+16.
/// </summary>
internal static class RealText
{
    private const int MostPlainPlaces = 16;
    private const int FewestPlainPlaces = -4;

    public static string Of(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var (digits, point) = Digits(Math.Abs(number));
        var sign = double.IsNegative(number) ? "-" : string.Empty;
        return point > FewestPlainPlaces && point <= MostPlainPlaces
            ? sign + Plain(digits, point)
            : sign + Scientific(digits, point - 1);
    }

    // The digits without zeros at either end, and how many of them stand before the point.
    private static (string Digits, int Point) Digits(double number)
    {
        var parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        var mantissa = parts[0];
        var whole = mantissa.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? point : mantissa.Length;
        var all = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        return digits.Length == 0 ? ("0", 1) : (digits.TrimEnd('0'), whole + exponent - (all.Length - digits.Length));
    }

    private static string Plain(string digits, int point) => point switch
    {
        <= 0 => $"0.{new string('0', -point)}{digits}",
        _ when point >= digits.Length => $"{digits}{new string('0', point - digits.Length)}.0",
        _ => $"{digits[..point]}.{digits[point..]}",
    };

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }
}
