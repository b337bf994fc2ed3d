using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>Whether text contains other text. Values of other types neither contain it nor do they not.</summary>
internal sealed class ContainmentTest(string part, bool wanted) : ValueTest
{
    // The reference engine takes such a value for a version, and no version contains another.
    private readonly bool _never = wanted && part.EndsWith(ComparisonTest.VersionSuffix, StringComparison.Ordinal);

    public override ConditionVerdict Run(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Null => ConditionVerdict.NotSet,
        ContextValueKind.Text when !_never => Of(value.AsText.Contains(part, StringComparison.Ordinal) == wanted),
        _ => ConditionVerdict.NotComparable,
    };
}
