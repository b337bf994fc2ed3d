using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Evaluation.Forecast;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Endings;

/// <summary>Says in sentences for <see cref="RichSentence"/> what an end will do.</summary>
public static class EndSentences
{
    /// <summary>What the flag serves afterwards, how many get something else, and whom it does not reach.</summary>
    /// <param name="view">The experiment; not completed.</param>
    /// <param name="ending">What everybody is to get.</param>
    /// <param name="forecast">What comes of it.</param>
    /// <param name="removed">The segments whose overrides go.</param>
    public static IEnumerable<string> Of(ExperimentView view, Ending ending, EndForecast forecast, IReadOnlySet<int> removed)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(ending);
        ArgumentNullException.ThrowIfNull(forecast);
        yield return $"Everybody sees {ServedText.Of(forecast.After)}.{(view.Default.Enabled == forecast.After.Enabled ? string.Empty : " The flag is switched on.")}";
        if (ending.Kind is EndingKind.Restore && view is { DefaultReturns: false, DefaultBefore.Count: > 0 })
        {
            yield return "Somebody changed the environment default since the experiment took it, so it stays as it is.";
        }

        yield return forecast.Changed switch
        {
            0 => "Nobody gets anything else than now.",
            AssignmentChange.Everyone => "That is something else than now for everybody.",
            var changed => $"{DisplayText.Share(changed, AssignmentChange.Everyone)} of identities get something else than now.",
        };
        foreach (var rival in view.Outranking)
        {
            yield return removed.Contains(rival.SegmentId)
                ? $"Whoever is in the segment {rival.SegmentName} gets that too, and no longer {ServedText.Of(rival.Serving)}."
                : $"Whoever is in the segment {rival.SegmentName} keeps getting {ServedText.Of(rival.Serving)}.";
        }

        if (view.IdentityOverrides > 0)
        {
            yield return RolloutSentences.Forced(view.IdentityOverrides);
        }
    }
}
