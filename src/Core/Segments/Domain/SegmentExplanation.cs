namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>Whether an identity is in a segment, and why.</summary>
/// <param name="Matches">Whether it is.</param>
/// <param name="Rules">The segment's rules, all evaluated; all must hold.</param>
public sealed record SegmentExplanation(bool Matches, IReadOnlyList<SegmentExplanation.RulePart> Rules)
{
    /// <summary>One rule with all its parts.</summary>
    /// <param name="Type">How the parts are counted.</param>
    /// <param name="Matches">Whether the rule holds.</param>
    /// <param name="Conditions">Its conditions.</param>
    /// <param name="Rules">Its nested rules.</param>
    public sealed record RulePart(
        RuleType Type, bool Matches, IReadOnlyList<ConditionPart> Conditions, IReadOnlyList<RulePart> Rules);

    /// <summary>One condition.</summary>
    /// <param name="Condition">What was tested.</param>
    /// <param name="Matches">Whether it holds.</param>
    /// <param name="Why">A sentence with the value that was found.</param>
    /// <param name="IsServed">Whether it can be decided; while one cannot, nobody is in the segment.</param>
    public sealed record ConditionPart(SegmentCondition Condition, bool Matches, string Why, bool IsServed = true);
}
