using System.Globalization;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Writes a share in percent as reasons carry it: the shortest decimal, whole numbers without a fraction.</summary>
internal static class WeightText
{
    public static string Of(double percent) => percent.ToString("R", CultureInfo.InvariantCulture);
}
