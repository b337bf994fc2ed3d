using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>Says what somebody else did to an experiment while its page was open.</summary>
internal static class NewsWords
{
    public static string Of(ChangeFeed.Committed change, ExperimentView? before, ExperimentView? after)
    {
        var who = change.Actor.Name;
        return (before?.Item.Rollout.State, after?.Item.Rollout.State) switch
        {
            _ when after is null => $"{who} deleted this experiment just now.",
            ({ } old, { } now) when old.Percentage != now.Percentage => $"{who} changed the rollout to {Words.Percent(now.Percentage)} just now.",
            _ => $"{who} changed this just now: {change.Summary}.",
        };
    }
}
