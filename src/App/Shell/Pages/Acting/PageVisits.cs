namespace ExperimentAdmin.App.Shell.Pages.Acting;

/// <summary>
/// Orders what happens in one window: which act and which read began before which, and when the page that they belong to was left for
/// another one, or for another thing on the same page.
/// </summary>
public sealed class PageVisits
{
    private long _now;
    private long _began;

    /// <summary>The place of something that begins now: greater than all before.</summary>
    internal long Next() => Interlocked.Increment(ref _now);

    /// <summary>The page was left: what began before is over.</summary>
    internal void End() => Volatile.Write(ref _began, Next());

    /// <summary>Whether what has this place belongs to a page that was left since.</summary>
    internal bool IsOver(long place) => place < Volatile.Read(ref _began);
}
