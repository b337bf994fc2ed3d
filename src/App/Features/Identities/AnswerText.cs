using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Serving.Lookup;

namespace ExperimentAdmin.App.Features.Identities;

/// <summary>Why an identity gets what it gets, in sentences.</summary>
internal static class AnswerText
{
    /// <summary>A hash as people read it: "23.41".</summary>
    public static string Hash(double hash) => hash.ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>A percentage of the engine: "30", "54.54".</summary>
    public static string Number(double percent) => percent.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Every reason that counted, one a sentence; keys stand in backticks.</summary>
    public static IEnumerable<string> Why(IdentityFlag flag)
    {
        yield return Source(flag);
        if (flag.Experiment is not null && Rollout(flag) is { } rollout)
        {
            yield return rollout;
        }

        if (flag.Explanation.Answer is { Enabled: false })
        {
            yield return "It is switched off there.";
        }
        else if (Split(flag.Explanation) is { } split)
        {
            yield return split;
        }
    }

    /// <summary>What became of an override that was in the running.</summary>
    public static string Fate(OverrideExplanation entry) => entry switch
    {
        { Wins: true } => "won",
        { Matches: true } => "matches, but came later",
        { Position: { } position } => $"not inside: {Hash(position.Hash)} is above {Number(position.Limit)}",
        _ => "does not match",
    };

    private static string Source(IdentityFlag flag) => flag.Explanation.Answer switch
    {
        { Source: AnswerSource.Identity } => "An override of this one identity won, whatever segments and experiments say.",
        { Source: AnswerSource.Segment, Segment: { } segment } when IsRollout(flag, segment) => "The rollout of the experiment won.",
        { Source: AnswerSource.Segment, Segment: { } segment } => $"The override of the segment {DisplayText.Code(segment.Definition.Name)} won.",
        _ when flag.Explanation.Overrides.Count == 0 => "There is no override, so the environment default counts.",
        _ => "No override matches, so the environment default counts.",
    };

    private static string? Rollout(IdentityFlag flag) => flag switch
    {
        { Rollout.Position: { IsInside: true } inside } => $"Inside the rollout: hash {Hash(inside.Hash)} is not above {Number(inside.Limit)}.",
        { Rollout.Position: { } outside } => $"Outside the rollout: hash {Hash(outside.Hash)} is above {Number(outside.Limit)}.",
        { Experiment: { Status: "running", Percentage.Value: > 0 } } =>
            "The experiment is running, but its rollout is not served: it is switched off, or a part of it is missing.",
        { Experiment.Status: "running" } => "The experiment is running, but its rollout lets nobody in.",
        { Experiment: { } experiment } => $"The experiment is {experiment.Status}, so its rollout is not served.",
        _ => null,
    };

    private static string? Split(FlagExplanation explanation)
    {
        var state = explanation.Answer.Outcome.State;
        if (explanation.SplitHash is not { } hash || explanation.Answer.Source is AnswerSource.Identity || !state.Intervals.Any(part => part.End > part.Start))
        {
            return null;
        }

        if (explanation.Answer.Outcome.Variant is { Key: { } key })
        {
            var (start, end, _) = state.Intervals.First(part => part.Outcome == explanation.Answer.Outcome);
            return $"Split hash {Hash(hash)} falls in {DisplayText.Code(key)} from {Number(start)} to {Number(end)}.";
        }

        return $"Split hash {Hash(hash)} falls in no variant, so it is control from {Number(state.Intervals.Max(part => part.End))} to 100.";
    }

    private static bool IsRollout(IdentityFlag flag, CompiledSegment segment) => flag.Rollout?.Segment == segment;
}
