namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>What can be told of where a pattern matches, without trying it.</summary>
internal static class PatternReach
{
    /// <summary>
    /// Whether every way through a pattern passes the beginning of the text, so that it does not matter where an engine begins to look.
    /// </summary>
    public static bool IsAnchored(PatternPart part) => part switch
    {
        PatternPart.Assertion assertion => assertion.Wanted is PatternPosition.Start,
        PatternPart.Sequence sequence => sequence.Parts.Any(IsAnchored),
        PatternPart.Choice choice => choice.Parts.All(IsAnchored),
        PatternPart.Repeat repeat => repeat.Least > 0 && IsAnchored(repeat.Part),
        _ => false,
    };
}
