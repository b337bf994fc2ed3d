using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>
/// Says what somebody else did to an experiment while its page was open. By the change's own words: what is read afterwards
/// may already be the next one's.
/// </summary>
internal static partial class NewsText
{
    /// <param name="change">What was committed.</param>
    /// <param name="isThere">Whether the experiment still is.</param>
    public static string Of(ChangeFeed.Committed change, bool isThere)
    {
        var who = change.Actor.Name;
        return !isThere && change.Summary.StartsWith("deleted", StringComparison.Ordinal) ? $"{who} deleted this experiment just now."
            : NewPercentage().Match(change.Summary) is { Success: true } rollout ? $"{who} changed the rollout to {rollout.Groups["to"].Value} just now."
            : $"{who} changed this just now: {change.Summary}.";
    }

    [GeneratedRegex(@"^rollout [\d.]+ % to (?<to>[\d.]+ %)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NewPercentage();
}
