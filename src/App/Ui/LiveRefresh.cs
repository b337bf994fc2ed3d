using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.App.Ui;

/// <summary>
/// Lets an open page catch up with what others change: once for many changes that come together, and never more than one
/// catching up at a time. What it calls brings itself onto the page's own thread and deals with its failures.
/// </summary>
public sealed class LiveRefresh : IDisposable
{
    /// <summary>How long changes are gathered before the page is told.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private readonly Func<ChangeFeed.Committed, bool> _concerns;
    private readonly Func<Task> _reload;
    private readonly TimeProvider _clock;
    private readonly IDisposable _listening;
    private bool _working;
    private bool _more;

    /// <param name="feed">Tells what was committed.</param>
    /// <param name="clock">Measures the rest.</param>
    /// <param name="concerns">Whether a change is the page's business.</param>
    /// <param name="reload">Shows the new state.</param>
    public LiveRefresh(ChangeFeed feed, TimeProvider clock, Func<ChangeFeed.Committed, bool> concerns, Func<Task> reload)
    {
        ArgumentNullException.ThrowIfNull(feed);
        (_concerns, _reload, _clock, _token) = (concerns, reload, clock, _gone.Token);
        _listening = feed.Subscribe(Hear);
    }

    public void Dispose()
    {
        _listening.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Hear(ChangeFeed.Committed change)
    {
        if (!_concerns(change))
        {
            return;
        }

        lock (_lock)
        {
            _more = true;
            if (_working)
            {
                return;
            }

            _working = true;
        }

        _ = FollowAsync();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (TakeMore())
            {
                await Task.Delay(Rest, _clock, _token);
                lock (_lock)
                {
                    _more = false; // What came while it rested is in the database, and so in what is read now.
                }

                await _reload();
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
    }

    private bool TakeMore()
    {
        lock (_lock)
        {
            return _working = _more;
        }
    }
}
