using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>
/// Lets an open page catch up with what is changed: at once with what comes after a quiet time, then once for all that comes while it rests.
/// Never more than one catching up of a page at a time, and of all pages as many as <see cref="CatchUpLane"/> lets through.
/// </summary>
public sealed class LiveRefresh : IDisposable
{
    /// <summary>How long a page rests after catching up; what changes meanwhile is gathered.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private readonly ChangeFeed _feed;
    private readonly CatchUpLane _lane;
    private readonly TimeProvider _clock;
    private IDisposable? _listening;
    private List<ChangeFeed.Committed> _heard = [];
    private bool _working;

    /// <param name="feed">Tells what was committed, on any thread.</param>
    /// <param name="lane">Where it catches up.</param>
    /// <param name="clock">Measures the rest.</param>
    public LiveRefresh(ChangeFeed feed, CatchUpLane lane, TimeProvider clock)
        => (_feed, _lane, _clock, _token) = (feed, lane, clock, _gone.Token);

    /// <summary>Whether a change may be the page's business. Called on the feed's thread.</summary>
    public required Func<ChangeFeed.Committed, bool> Concerns { get; init; }

    /// <summary>Over when the page can catch up; it has no place in the lane until then.</summary>
    public Func<Task> Ready { get; init; } = () => Task.CompletedTask;

    /// <summary>
    /// Shows the new state, given at least one change in the order in which they were told. It brings itself onto the page's own thread and
    /// deals with its failures. Answers whether it had to read, after which the page rests.
    /// </summary>
    public required Func<IReadOnlyList<ChangeFeed.Committed>, Task<bool>> CatchUp { get; init; }

    /// <summary>Listens from now on.</summary>
    public void Begin() => _listening = _feed.Subscribe(Hear);

    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Hear(ChangeFeed.Committed change)
    {
        if (!Concerns(change))
        {
            return;
        }

        lock (_lock)
        {
            _heard.Add(change);
            if (_working)
            {
                return;
            }

            _working = true;
        }

        // Nobody who tells of a change waits for the page, and nothing of theirs goes along.
        _ = ThreadPool.UnsafeQueueUserWorkItem(static live => _ = live.FollowAsync(), this, preferLocal: false);
    }

    private async Task FollowAsync()
    {
        try
        {
            while (HasMore())
            {
                await Ready().WaitAsync(_token);
                if (await _lane.RunAsync(() => CatchUp(Take()), _token))
                {
                    await Task.Delay(Rest, _clock, _token);
                }
            }
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
    }

    private bool HasMore()
    {
        lock (_lock)
        {
            return _working = _heard.Count > 0;
        }
    }

    // Not before there is a place in the lane: what came until then is in the database, and so in what is read now.
    private List<ChangeFeed.Committed> Take()
    {
        lock (_lock)
        {
            (var heard, _heard) = (_heard, []);
            return heard;
        }
    }
}
