using System.Globalization;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.Domain;

/// <summary>
/// The form of a rollout's system segment: one ALL rule with one PERCENTAGE_SPLIT on the identity key. The only place
/// where a rollout percentage is kept.
/// </summary>
public static class RolloutSegment
{
    /// <summary>What stands before and after the percentage in the rules that are stored.</summary>
    internal static (string Before, string After) AroundPercentage { get; } = Rules(new BasisPoints(0)).Split('0') is [var before, var after]
        ? (before, after)
        : throw new InvalidOperationException("The rules of a rollout have one number, its percentage.");

    /// <summary>The name of an experiment's system segment in one of its phases, from 1.</summary>
    public static string Name(int experimentId, int phase) => phase == 1
        ? string.Create(CultureInfo.InvariantCulture, $"experiment-{experimentId}-rollout")
        : string.Create(CultureInfo.InvariantCulture, $"experiment-{experimentId}-rollout-{phase}");

    /// <summary>The rules that let a percentage of identities in, as they are stored.</summary>
    /// <param name="percentage">Written as the shortest invariant percentage.</param>
    internal static string Rules(BasisPoints percentage) => SegmentRules.Write(
    [
        new SegmentRule(RuleType.All, [new SegmentCondition(SegmentProperty.IdentityKey, SegmentOperator.PercentageSplit, percentage.ToPercentText())], []),
    ]);

    /// <summary>The percentage that stored rules let in; null when the condition is not there.</summary>
    internal static BasisPoints? Percentage(IReadOnlyList<SegmentRule>? rules)
        => rules is [{ Type: RuleType.All, Conditions: [{ Property: SegmentProperty.IdentityKey, Operator: SegmentOperator.PercentageSplit } split], Rules: [] }]
            && BasisPoints.Parse(split.Value, "percentage").TryGet(out var percentage, out _)
            ? percentage
            : null;
}
