using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>The rules of what somebody gives as the reason of a change.</summary>
public static class ReasonRules
{
    /// <summary>The most characters.</summary>
    public const int Longest = 500;

    /// <summary>The refusals of a reason; empty when it will do.</summary>
    /// <param name="reason">What was entered; outer blanks do not count.</param>
    /// <param name="missing">The refusal of none; null where none need be given.</param>
    public static IEnumerable<Error> Check(string? reason, Error? missing = null)
        => TextRules.Check(reason, "reason", Longest, TooLong, missing);

    private static Error TooLong(int length) => new Error.Invalid(
        "reason_too_long", $"The reason has {length} characters; at most {Longest} fit. Shorten it.", "reason");
}
