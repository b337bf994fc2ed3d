namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>Why a pattern is not served.</summary>
/// <param name="Code">For scripts.</param>
/// <param name="Message">A sentence that names the construct, the reason and the way out.</param>
public sealed record PatternFault(string Code, string Message)
{
    internal static PatternFault Unreadable(string pattern) => new(
        "pattern_unreadable", $"“{pattern}” is not a regular expression. Check brackets and backslashes.");

    internal static PatternFault TooLong(int length) => new(
        "pattern_too_large", $"The pattern has {length:N0} characters, and at most {LinearPattern.MaxLength:N0} are served. Use “is one of” with a list, or several conditions.");

    internal static PatternFault TooLarge() => new(
        "pattern_too_large",
        $"The pattern comes to more than {LinearPattern.MaxSteps} steps, which is the most that is served: each character counts as often as its repetitions, such as {{1,100}}, may ask for it. Repeat less, or write + or *.");

    internal static PatternFault TooDeep() => new(
        "pattern_too_large", $"The groups of the pattern are nested more than {PatternReader.MaxDepth} deep, which is the most that is served. Leave out some brackets.");

    internal static PatternFault TooManyTaken() => new(
        "pattern_too_large",
        $"The pattern takes classes from classes, such as [a-z-[b-[c]]], more than {PatternReader.MaxTaken} deep, which is the most that is served. Write out what is meant.");

    internal static PatternFault TooManyKinds() => new(
        "pattern_too_large",
        $"The pattern has more than {LinearPattern.MaxKinds} different kinds of characters, such as [a-z] and \\d, which is the most that is served. Use “is one of” with a list, or several conditions.");

    internal static PatternFault LooksAhead(string construct) => Construct($"looks ahead with {construct}", "Write what may follow there into the pattern itself, or make it a condition of its own.");

    internal static PatternFault LooksBehind(string construct) => Construct($"looks behind with {construct}", "Write what may come before into the pattern itself, or make it a condition of its own.");

    internal static PatternFault RefersBack(string construct) => Construct($"refers back to a group with {construct}", "Write out what may stand there.");

    internal static PatternFault Atomic() => Construct("has an atomic group, (?>", "Write a plain group, (?:.");

    internal static PatternFault Possessive(string construct) => Construct($"has a possessive quantifier, {construct}", "Leave out its second +.");

    internal static PatternFault Conditional() => Construct("has a conditional, (?(", "Write both cases with a bar between them, (?:a|b).");

    internal static PatternFault Balancing(string construct) => Construct($"takes a group back with {construct}", "Write out how deep it may be nested.");

    internal static PatternFault Contiguous() => Construct("goes on where a match before ended, \\G", "Write ^.");

    internal static PatternFault Other() => Construct("has a construct of its own kind", "Write it with plain groups, characters and repetitions.");

    private static PatternFault Construct(string what, string wayOut) => new(
        "pattern_not_served", $"The pattern {what}, which cannot be decided by reading a text once from left to right, and only what can is served. {wayOut}");
}
