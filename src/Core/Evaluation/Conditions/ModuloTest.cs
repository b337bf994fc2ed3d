using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Whether a number leaves a remainder: <c>divisor|remainder</c>. The remainder takes the divisor's sign.</summary>
internal sealed class ModuloTest(string text) : ValueTest
{
    private readonly (double Divisor, double Remainder)? _parts = TryParse(text);

    public override ConditionVerdict Run(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Null => ConditionVerdict.NotSet,
        ContextValueKind.Text => ConditionVerdict.NotComparable,
        _ when _parts is null => ConditionVerdict.Unreadable,
        ContextValueKind.Integer => Leaves(value.AsDouble),
        ContextValueKind.Real => Leaves(value.AsReal),
        _ => Leaves(value.AsBoolean ? 1 : 0),
    };

    /// <summary>The parts, or null when the text has another form or divides by zero.</summary>
    internal static (double Divisor, double Remainder)? TryParse(string text)
        => text.Split('|') is [var left, var right] && Real(left) is { } divisor && divisor != 0 && Real(right) is { } remainder
            ? (divisor, remainder)
            : null;

    private ConditionVerdict Leaves(double number)
    {
        var (divisor, remainder) = _parts!.Value;
        var left = number % divisor;
        return Of((left != 0 && left < 0 != divisor < 0 ? left + divisor : left) == remainder);
    }
}
