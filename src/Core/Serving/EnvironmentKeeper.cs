using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.UseCases;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// Keeps what is served in step with the database: after every commit of this process before the change is answered, and
/// once a second for changes of other processes, of time, and for whatever was missed. What cannot be loaded stays as it
/// was served last, and holds up nothing else.
/// </summary>
internal sealed partial class EnvironmentKeeper(
    ServedEnvironments served, EnvironmentLoader loader, IDbContextFactory<AppDbContext> contexts, PublishDueVersions publish,
    CommitListeners listeners, ServingMetrics metrics, TimeProvider clock, ILogger<EnvironmentKeeper> logger) : BackgroundService, ICommitListener
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // Somebody waits for it who pressed Save.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // For the turn to write: what is due now is due in a second too.
    private static readonly TimeSpan s_publishPatience = TimeSpan.FromSeconds(2);

    // One that is large or slow holds up few others, and all of them together leave connections for requests.
    private static readonly ParallelOptions s_severalAtOnce = new() { MaxDegreeOfParallelism = 4 };

    private readonly ConcurrentDictionary<int, SemaphoreSlim> _turns = [];
    private readonly ConcurrentDictionary<int, Exception> _failures = [];
    private volatile IReadOnlyCollection<int> _unpublished = [];
    private readonly Lock _judging = new();
    private readonly SeldomSaid _seldom = new(clock);
    private volatile bool _isBlind;
    private volatile bool _isCaughtUp;

    /// <summary>The environments that could not be loaded as they are now, or whose due versions could not go live, by id.</summary>
    public IReadOnlyCollection<int> Failing => [.. _failures.Keys.Union(_unpublished).Order()];

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

        await base.StartAsync(cancellationToken);
    }

    public async Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        await RefreshAsync(environments, patience.Token);
        Judge();
    }

    /// <summary>Loads whatever is not served as it is in the database now, and makes live what is due.</summary>
    internal async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        // Noted before the database is asked: what is new and served meanwhile is not gone.
        List<int> known = [.. served.All().Select(loaded => loaded.Environment.Id), .. _failures.Keys];
        if (await TryPollAsync(cancellationToken) is { } revisions)
        {
            var gone = known.Distinct().Where(id => !revisions.ContainsKey(id));
            await RefreshAsync(revisions.Concat(gone.Select(id => KeyValuePair.Create(id, long.MaxValue))), cancellationToken);
            _isCaughtUp = true;
            Judge();
            await PublishAsync(cancellationToken);
        }
        else
        {
            Judge();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = Telemetry.Untraced();
        using var timer = new PeriodicTimer(s_pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await CatchUpAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is kept that is not in the database.
        }
    }

    private async Task<Dictionary<int, long>?> TryPollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var revisions = await db.Environments.Where(environment => environment.DeletedAt == null)
                .ToDictionaryAsync(environment => environment.Id, environment => environment.Revision, cancellationToken);
            _isBlind = false;
            _seldom.IsOver(nameof(IsBlind));
            return revisions;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _isBlind = true;
            if (_seldom.MaySay(nameof(IsBlind)))
            {
                LogNotPolled(logger, exception);
            }

            return null;
        }
    }

    // Never throws.
    private Task RefreshAsync(IEnumerable<KeyValuePair<int, long>> revisions, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        revisions.Where(entry => !IsServed(entry.Key, entry.Value)),
        s_severalAtOnce,
        async (entry, _) => await RefreshAsync(entry.Key, entry.Value, cancellationToken));

    private bool IsServed(int id, long revision) => served.Loaded(id)?.Environment.Revision >= revision;

    // One load at a time for an environment: whoever waited finds that the one before brought their change too.
    private async Task RefreshAsync(int id, long revision, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(id, _ => new SemaphoreSlim(1));
        try
        {
            await turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return; // The poll brings it.
        }

        try
        {
            if (IsServed(id, revision))
            {
                return;
            }

            await LoadAsync(id, cancellationToken);
            _ = _failures.TryRemove(id, out _);
            _seldom.IsOver(Loading(id));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It took too long for whoever waited: the poll brings it.
        }
        catch (Exception exception)
        {
            _failures[id] = exception;
            if (_seldom.MaySay(Loading(id)))
            {
                LogNotLoaded(logger, id.ToString(CultureInfo.InvariantCulture), exception);
            }
        }
        finally
        {
            _ = turn.Release();
        }
    }

    private async Task LoadAsync(int id, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Activities.StartActivity("swap");
        _ = activity?.SetTag("environment.id", id);
        var (outcome, started) = (SwapOutcome.Failed, clock.GetTimestamp());
        try
        {
            if (await loader.LoadAsync(id, served.Loaded(id), cancellationToken) is { } loaded)
            {
                served.Swap(loaded);
                outcome = SwapOutcome.Swapped;
            }
            else
            {
                served.Remove(id);
                outcome = SwapOutcome.Removed;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = SwapOutcome.Abandoned;
            throw;
        }
        finally
        {
            metrics.Swapped(outcome, clock.GetElapsedTime(started));
            _ = outcome is SwapOutcome.Failed ? activity?.SetStatus(ActivityStatusCode.Error) : activity;
        }
    }

    private static string Loading(int id) => string.Create(CultureInfo.InvariantCulture, $"load {id}");

    private static string Publishing(int id) => string.Create(CultureInfo.InvariantCulture, $"publish {id}");

    // Whoever comes last has seen everything that happened before.
    private void Judge()
    {
        lock (_judging)
        {
            served.IsIncomplete = !_isCaughtUp || _failures.Keys.Any(id => served.Loaded(id) is null);
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var failed = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            served.All().Where(loaded => loaded.NextDue <= clock.Now()).Select(loaded => loaded.Environment),
            s_severalAtOnce,
            async (environment, _) =>
            {
                if (!await TryPublishAsync(environment, cancellationToken))
                {
                    failed.Add(environment.Id);
                }
            });
        _unpublished = [.. failed];
    }

    private async Task<bool> TryPublishAsync(ServedEnvironment environment, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_publishPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if ((await publish.RunAsync(environment.ProjectId, environment.Id, either.Token)).Error is not { } refusal)
            {
                _seldom.IsOver(Publishing(environment.Id));
                return true;
            }

            if (_seldom.MaySay(Publishing(environment.Id)))
            {
                LogRefused(logger, environment.Id.ToString(CultureInfo.InvariantCulture), refusal.Message);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: the next one publishes it.
        }
        catch (Exception exception)
        {
            if (_seldom.MaySay(Publishing(environment.Id)))
            {
                LogNotPublished(logger, environment.Id.ToString(CultureInfo.InvariantCulture), exception);
            }
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Environment {Environment} could not be loaded; what it served before is served on, and loading is tried again each second, and said once a minute.")]
    private static partial void LogNotLoaded(ILogger logger, string environment, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What changed in the database could not be found out; it is tried again each second, and said once a minute.")]
    private static partial void LogNotPolled(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Versions of environment {Environment} that are due could not go live; it is tried again each second.")]
    private static partial void LogNotPublished(ILogger logger, string environment, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Versions of environment {Environment} that are due could not go live, and it is tried again each second: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string environment, string refusal);
}
