using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>
/// Keeps what is served in step with the database: after every commit of this process before the change is answered, as soon as
/// another process says that it committed something, and by looking every now and then for whatever was missed. What cannot be loaded
/// stays as it was served last, and holds up nothing else.
/// </summary>
internal sealed partial class EnvironmentKeeper(
    ServedEnvironments served, EnvironmentLoader loader, IDbContextFactory<AppDbContext> contexts,
    CommitListeners listeners, CommitNotices notices, NewerVersionGuard newerVersion, ServingMetrics metrics, TimeProvider clock,
    ILogger<EnvironmentKeeper> logger)
    : BackgroundService, ICommitListener
{
    /// <summary>How many seconds go by between two looks at the database while other processes are heard and all is well.</summary>
    internal const int PausesWhileListening = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // Somebody waits for it who pressed Save.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ends = new();
    private readonly LoadScheduler _scheduler = new(clock);
    private readonly ConcurrentDictionary<int, Exception> _failures = [];
    private readonly Lock _wanting = new();
    private readonly Dictionary<int, long> _wanted = [];
    private readonly Dictionary<int, Task> _followed = [];
    private readonly Lock _judging = new();
    private readonly LogThrottle _throttle = new(clock);
    private volatile bool _isBlind;
    private volatile bool _isCaughtUp;

    /// <summary>The environments that could not be loaded as they are now, by id.</summary>
    public IReadOnlyCollection<int> Failing => [.. _failures.Keys.Order()];

    /// <summary>Whether the database could not say what changed when it was last asked.</summary>
    public bool IsBlind => _isBlind;

    /// <summary>Whether this process has found out once what there is, and tried to load all of it.</summary>
    public bool IsCaughtUp => _isCaughtUp;

    /// <summary>Loads every environment, so that the first request finds all of them.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        listeners.Add(this);
        using (Telemetry.Untraced())
        {
            await CatchUpAsync(cancellationToken);
        }

        notices.Subscribe(Hear);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ends.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _ends.Dispose();
        _scheduler.Dispose();
    }

    public async Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        await Task.WhenAll(environments.Select(entry => RefreshAsync(entry.Key, entry.Value, patience.Token)));
    }

    /// <summary>Loads whatever is not served as it is in the database now.</summary>
    internal Task CatchUpAsync(CancellationToken cancellationToken) => FollowAsync(TryPollAsync(cancellationToken), cancellationToken);

    // What is loaded is not waited for: the next look is at all the others.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = Telemetry.Untraced();
        using var timer = new PeriodicTimer(s_pause, clock);
        var underWay = new List<Task>();
        var poll = Task.CompletedTask;
        var pauses = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                underWay.RemoveAll(task => task.IsCompleted);
                if (poll.IsCompleted && (++pauses >= PausesWhileListening || !notices.IsListening || _isBlind || !_failures.IsEmpty))
                {
                    pauses = 0;
                    var asked = TryPollAsync(stoppingToken);
                    poll = asked;
                    underWay.Add(FollowAsync(asked, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is kept that is not in the database.
        }

        await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // It may not keep the thread that it is called on.
    private void Hear(CommitNotice notice)
    {
        if (_ends.IsCancellationRequested)
        {
            return;
        }

        foreach (var (id, revision) in (notice.Environments ?? new Dictionary<int, long>()).Where(entry => !IsServed(entry.Key, entry.Value)))
        {
            _ = WantAsync(id, revision, _ends.Token);
        }

        if (notice.Environments is null)
        {
            _ = Task.Run(() => FollowAsync(TryPollAsync(_ends.Token), _ends.Token), _ends.Token);
        }
    }

    /// <summary>What there is now, by id, and the highest number for what is gone; null when the database does not say.</summary>
    private async Task<Dictionary<int, long>?> TryPollAsync(CancellationToken cancellationToken)
    {
        // Noted before the database is asked: what is new and served meanwhile is not gone.
        List<int> known = [.. served.All().Select(loaded => loaded.Environment.Id), .. _failures.Keys];
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await newerVersion.LookAsync(db, cancellationToken);
            var revisions = await db.Set<ProjectEnvironment>().Where(environment => environment.DeletedAt == null)
                .ToDictionaryAsync(environment => environment.Id, environment => environment.Revision, cancellationToken);
            _isBlind = false;
            _throttle.IsOver(nameof(IsBlind));
            foreach (var gone in known.Distinct().Where(id => !revisions.ContainsKey(id)))
            {
                revisions[gone] = long.MaxValue;
            }

            return revisions;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _isBlind = !DatabaseFault.IsSuperseded(exception); // Then there is nothing to be found out any more.
            if (_throttle.MaySay(nameof(IsBlind)))
            {
                LogNotPolled(logger, exception);
            }

            return null;
        }
    }

    private async Task FollowAsync(Task<Dictionary<int, long>?> asked, CancellationToken cancellationToken)
        => await FollowAsync(await asked, cancellationToken);

    private async Task FollowAsync(Dictionary<int, long>? revisions, CancellationToken cancellationToken)
    {
        if (revisions is null)
        {
            Judge();
            return;
        }

        await Task.WhenAll(revisions.Where(entry => !IsServed(entry.Key, entry.Value))
            .Select(entry => WantAsync(entry.Key, entry.Value, cancellationToken)).ToList());
        _isCaughtUp = true;
        Judge();
    }

    // However often it is wanted while it is loaded, it is loaded once more after that and not as often.
    private Task WantAsync(int id, long revision, CancellationToken cancellationToken)
    {
        lock (_wanting)
        {
            _wanted[id] = Math.Max(revision, _wanted.GetValueOrDefault(id));
            if (!_followed.TryGetValue(id, out var followed))
            {
                followed = _followed[id] = Task.Run(() => RefreshAsWantedAsync(id, cancellationToken), CancellationToken.None);
            }

            return followed;
        }
    }

    private async Task RefreshAsWantedAsync(int id, CancellationToken cancellationToken)
    {
        var isMore = true;
        while (isMore)
        {
            long wanted;
            lock (_wanting)
            {
                wanted = _wanted[id];
            }

            await RefreshAsync(id, wanted, cancellationToken);
            lock (_wanting)
            {
                isMore = _wanted[id] > wanted && !cancellationToken.IsCancellationRequested;
                _ = !isMore && _wanted.Remove(id) && _followed.Remove(id);
            }
        }
    }

    private bool IsServed(int id, long revision) => served.Loaded(id)?.Environment.Revision >= revision;

    // Never throws.
    private async Task RefreshAsync(int id, long revision, CancellationToken cancellationToken)
    {
        try
        {
            await _scheduler.RunAsync(id, () => IsServed(id, revision) ? Task.CompletedTask : LoadAsync(id, cancellationToken), cancellationToken);
            if (_failures.TryRemove(id, out _))
            {
                _throttle.IsOver(Loading(id));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It took too long for whoever waited: the poll brings it.
        }
        catch (Exception exception)
        {
            _failures[id] = exception;
            if (_throttle.MaySay(Loading(id)))
            {
                LogNotLoaded(logger, id.ToString(CultureInfo.InvariantCulture), exception);
            }
        }

        Judge();
    }

    private async Task LoadAsync(int id, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Activities.StartActivity("swap");
        _ = activity?.SetTag("environment.id", id);
        var (outcome, started) = (ReloadOutcome.Failed, clock.GetTimestamp());
        try
        {
            if (await loader.LoadAsync(id, served.Loaded(id), cancellationToken) is { } loaded)
            {
                served.Swap(loaded);
                outcome = ReloadOutcome.Swapped;
            }
            else
            {
                served.Remove(id);
                outcome = ReloadOutcome.Removed;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = ReloadOutcome.Abandoned;
            throw;
        }
        finally
        {
            metrics.Swapped(outcome, clock.GetElapsedTime(started));
            _ = outcome is ReloadOutcome.Failed ? activity?.SetStatus(ActivityStatusCode.Error) : activity;
        }
    }

    private static string Loading(int id) => string.Create(CultureInfo.InvariantCulture, $"load {id}");

    // Whoever comes last has seen everything that happened before.
    private void Judge()
    {
        lock (_judging)
        {
            served.IsIncomplete = !_isCaughtUp || _failures.Keys.Any(id => served.Loaded(id) is null);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Environment {Environment} could not be loaded; what it served before is served on, and loading is tried again each second, and said once a minute.")]
    private static partial void LogNotLoaded(ILogger logger, string environment, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What changed in the database could not be found out; it is tried again each second, and said once a minute.")]
    private static partial void LogNotPolled(ILogger logger, Exception exception);
}
