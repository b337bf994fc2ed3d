using System.Globalization;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>One operator with what it compares to, read once.</summary>
internal abstract class ValueTest
{
    /// <summary>Tests a resolved and cast value, which may be null.</summary>
    public abstract ConditionVerdict Run(ContextValue value);

    protected static ConditionVerdict Of(bool holds) => holds ? ConditionVerdict.Holds : ConditionVerdict.Fails;

    /// <summary>A real number as conditions write it: blanks around and an exponent are fine, "not a number" is not.</summary>
    internal static double? Real(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : null;
}
