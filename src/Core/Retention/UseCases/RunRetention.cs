using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Retention.UseCases;

/// <summary>
/// Archives what is older than the instance keeps it, and removes it then: some at a time, each lot on the disk before the transaction that
/// removes it. Whatever breaks off in between loses nothing; what was archived and not removed is archived once more by the next run.
/// </summary>
public sealed partial class RunRetention(
    IDbContextFactory<AppDbContext> contexts, UnitOfWork work, WriteGate gate, RetentionArchive archive, RetentionHealth health,
    TimeProvider clock, ILogger<RunRetention> logger) : IDisposable
{
    /// <summary>How many runs are remembered.</summary>
    internal const int RunsKept = 100;

    private static readonly Error s_running = new Error.Conflict(
        "retention_runs", "Old records are being archived at this moment, here or by another process. Wait until that is over.");

    /// <summary>What one process of all that share a database does at a time.</summary>
    internal const string Turn = "retention";

    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="Access">Who asks; an instance administrator, or the software itself.</param>
    public sealed record Command(InstanceAccess Access);

    /// <param name="cancellationToken">Ends it between two lots.</param>
    /// <returns>What was done, for each kind of which there was anything to do.</returns>
    public async Task<Result<IReadOnlyList<RetentionRunItem>>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return s_running;
        }

        try
        {
            return await DatabaseFault.RefuseAsync<IReadOnlyList<RetentionRunItem>>(() => AloneAsync(command, cancellationToken));
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // Alone among the processes on the database: the lock is of a connection, and goes with it.
    private async Task<Result<IReadOnlyList<RetentionRunItem>>> AloneAsync(Command command, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.TryTakeTurnAsync(Turn, cancellationToken))
        {
            return s_running;
        }

        try
        {
            var days = (await db.Set<RetentionRow>().AsNoTracking().SingleAsync(cancellationToken)).Days;
            var runs = new List<RetentionRunItem>();
            foreach (var kind in Enum.GetValues<RetentionKind>().Where(kind => days[kind] is not null))
            {
                var result = await RunAsync(new Lot(command.Access, kind, days[kind]!.Value, clock.Now()), cancellationToken);
                if (result.Error is { } error)
                {
                    return error;
                }

                _ = result.Value is { } run && Add(runs, run);
            }

            health.Ended(runs.Exists(run => run.Fault is not null));
            await EndAsync(runs, cancellationToken);
            return runs;
        }
        finally
        {
            await db.ReleaseTurnAsync(Turn);
        }
    }

    private static bool Add(List<RetentionRunItem> runs, RetentionRunItem run)
    {
        runs.Add(run);
        return true;
    }

    private async Task<Result<RetentionRunItem?>> RunAsync(Lot lot, CancellationToken cancellationToken)
    {
        var file = archive.NewFile(lot.Kind, lot.StartedAt);
        RetentionRun? run = null;
        for (var after = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = await ReadAsync(lot, after, cancellationToken);
            if (batch.Ids.Count == 0)
            {
                return run is null ? (RetentionRunItem?)null : RetentionRunItem.Of(run);
            }

            try
            {
                await archive.AppendAsync(file, batch.Lines, cancellationToken);
            }
            catch (Exception fault) when (RetentionArchive.IsFault(fault))
            {
                LogNotArchived(logger, RetentionText.Of(lot.Kind), fault);
                return RetentionRunItem.Of(await FailAsync(lot, run, archive.Folder is null ? archive.WhyUnusable()! : archive.Unusable(fault)));
            }

            // Not to be ended half way: what is on the disk may go.
            var removed = await work.InInstanceAsync<RetentionRun?>(
                lot.Access, change => RemoveAsync(change, lot, batch, file, run?.Id), CancellationToken.None);
            if (removed.Error is { } error)
            {
                return error;
            }

            if (removed.Value is null)
            {
                return run is null ? (RetentionRunItem?)null : RetentionRunItem.Of(run); // It is to be kept longer from now on.
            }

            (run, after) = (removed.Value, batch.Ids[^1]);
        }
    }

    private async Task<ExpiredBatch> ReadAsync(Lot lot, long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ExpiredBatch.ReadAsync(db, lot.Kind, lot.Until, after, cancellationToken);
    }

    private static async Task<Result<RetentionRun?>> RemoveAsync(ChangeContext change, Lot lot, ExpiredBatch batch, string file, int? runId)
    {
        var db = change.Db;
        var row = await db.Set<RetentionRow>().SingleAsync(change.Cancellation);
        if (row.Days[lot.Kind] != lot.Days)
        {
            return change.Nothing<RetentionRun?>(null);
        }

        var removed = await batch.RemoveAsync(db, lot.Kind, change.Cancellation);
        var run = runId is { } id ? await db.Set<RetentionRun>().SingleAsync(run => run.Id == id, change.Cancellation) : db.Set<RetentionRun>().Add(lot.Begun()).Entity;
        (run.Removed, run.File, run.EndedAt) = (run.Removed + removed, file, change.Now);
        row.Removals++;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Retention,
            Key = AuditKey.RetentionRemovals,
            Number = row.Removals,
            Name = "Retention",
            Action = "archived",
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{removed} {RetentionText.Of(lot.Kind)} from before {ExpiredRows.Day(lot.Until)} were archived to {file} and removed"),
        });
        return run;
    }

    private async Task<RetentionRun> FailAsync(Lot lot, RetentionRun? run, Error error)
    {
        run ??= lot.Begun();
        (run.Fault, run.EndedAt) = (error.Message.Length > RetentionRun.FaultMaxLength ? error.Message[..RetentionRun.FaultMaxLength] : error.Message, clock.Now());
        await gate.WriteAsync(
            async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
                _ = db.Set<RetentionRun>().Update(run);
                _ = await db.SaveChangesAsync(CancellationToken.None);
            },
            CancellationToken.None);
        return run;
    }

    // One that failed is tried again before its day is over.
    private Task EndAsync(List<RetentionRunItem> runs, CancellationToken cancellationToken) => gate.WriteAsync(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (runs.TrueForAll(run => run.Fault is null))
            {
                _ = await db.Set<RetentionRow>().ExecuteUpdateAsync(row => row.SetProperty(retention => retention.LastRunAt, clock.Now()), cancellationToken);
            }

            var oldest = await db.Set<RetentionRun>().OrderByDescending(run => run.Id).Skip(RunsKept).Select(run => (int?)run.Id).FirstOrDefaultAsync(cancellationToken);
            _ = oldest is { } last ? await db.Set<RetentionRun>().Where(run => run.Id <= last).ExecuteDeleteAsync(cancellationToken) : 0;
        },
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "Old {Kind} could not be archived, so those that are not in the archive yet were not removed; it is tried again within the hour.")]
    private static partial void LogNotArchived(ILogger logger, string kind, Exception exception);

    /// <summary>What is removed of one kind by one run.</summary>
    private sealed record Lot(InstanceAccess Access, RetentionKind Kind, int Days, DateTimeOffset StartedAt)
    {
        public DateTimeOffset Until => ExpiredRows.Until(StartedAt, Days);

        public RetentionRun Begun() => new() { Kind = Kind, StartedAt = StartedAt, StartedBy = Access.Actor.Name };
    }
}
