using System.Collections.Concurrent;
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
/// was served last.
/// </summary>
internal sealed partial class EnvironmentKeeper(
    ServedEnvironments served, EnvironmentLoader loader, IDbContextFactory<AppDbContext> contexts, PublishDueVersions publish,
    CommitListeners listeners, TimeProvider clock, ILogger<EnvironmentKeeper> logger) : BackgroundService, ICommitListener
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // Somebody waits for it who pressed Save.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, SemaphoreSlim> _turns = [];
    private readonly ConcurrentDictionary<int, Exception> _failures = [];

    /// <summary>The environments that could not be loaded as they are now, by id.</summary>
    public IReadOnlyCollection<int> Failing => [.. _failures.Keys.Order()];

    /// <summary>Loads every environment, so that the first request finds all of them.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        listeners.Add(this);
        await base.StartAsync(cancellationToken);
    }

    public async Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        foreach (var (id, revision) in environments)
        {
            await RefreshAsync(id, revision, patience.Token);
        }
    }

    /// <summary>Loads whatever is not served as it is in the database now.</summary>
    internal async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var due in served.All().Where(loaded => loaded.NextDue <= clock.Now()))
            {
                await publish.RunAsync(due.Environment.ProjectId, due.Environment.Id, cancellationToken);
            }

            var revisions = await RevisionsAsync(cancellationToken);
            foreach (var gone in served.All().Where(loaded => !revisions.ContainsKey(loaded.Environment.Id)))
            {
                served.Remove(gone.Environment.Id);
                _ = _failures.TryRemove(gone.Environment.Id, out _);
            }

            foreach (var (id, revision) in revisions)
            {
                await RefreshAsync(id, revision, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogNotPolled(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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

    private async Task<Dictionary<int, long>> RevisionsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Environments.Where(environment => environment.DeletedAt == null)
            .ToDictionaryAsync(environment => environment.Id, environment => environment.Revision, cancellationToken);
    }

    // One load at a time for an environment: whoever waited finds that the one before brought their change too.
    private async Task RefreshAsync(int id, long revision, CancellationToken cancellationToken)
    {
        if (served.Loaded(id)?.Environment.Revision >= revision)
        {
            return;
        }

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
            var before = served.Loaded(id);
            if (before?.Environment.Revision >= revision)
            {
                return;
            }

            if (await loader.LoadAsync(id, before, cancellationToken) is { } loaded)
            {
                served.Swap(loaded);
            }
            else
            {
                served.Remove(id);
            }

            _ = _failures.TryRemove(id, out _);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It took too long for whoever waited: the poll brings it.
        }
        catch (Exception exception)
        {
            _failures[id] = exception;
            LogNotLoaded(logger, id.ToString(CultureInfo.InvariantCulture), exception);
        }
        finally
        {
            _ = turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Environment {Environment} could not be loaded; what it served before is served on, and loading is tried again each second.")]
    private static partial void LogNotLoaded(ILogger logger, string environment, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "What changed in the database could not be found out; it is tried again in a second.")]
    private static partial void LogNotPolled(ILogger logger, Exception exception);
}
