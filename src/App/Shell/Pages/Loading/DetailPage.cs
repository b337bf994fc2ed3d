using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>A page about one thing, which it loads by its address. It can say what others changed of it.</summary>
public abstract class DetailPage : LoadingPart
{
    /// <summary>What was said last, such as what somebody else changed; null for nothing.</summary>
    protected string? News { get; set; }

    /// <summary>Whoever looks at the page, whose own changes are no news; null where the page tells no news.</summary>
    protected virtual Actor? Viewer => null;

    /// <summary>Says what somebody else changed, in one sentence.</summary>
    protected virtual string Tell(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return $"{change.Actor.Name} changed this just now: {change.Summary}.";
    }

    /// <summary>Whether a change is to be told: each of somebody else's.</summary>
    /// <param name="change">It.</param>
    /// <param name="isNew">Whether it was not on the screen yet.</param>
    protected virtual bool IsNews(ChangeFeed.Committed change, bool isNew)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Viewer is { } viewer && !change.Actor.IsSame(viewer);
    }

    protected override void Hear(IReadOnlyList<(ChangeFeed.Committed Change, bool IsNew)> changes)
    {
        List<ChangeFeed.Committed> told = [.. changes.Where(heard => IsNews(heard.Change, heard.IsNew)).Select(heard => heard.Change)];
        if (told.Count > 0)
        {
            var last = Tell(told[^1]);
            News = told.Count == 1 ? last : $"{last.TrimEnd('.')}, and {DisplayText.Count(told.Count - 1, "more change")}.";
        }
    }

    private protected override void Renew()
    {
        News = null;
        base.Renew();
    }
}
