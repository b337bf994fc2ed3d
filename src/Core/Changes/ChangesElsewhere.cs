using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// Tells the feed what other processes wrote: the records after the last one seen, as soon as one of them says that it committed something,
/// and every five seconds for whatever was missed. What is served is served before it is told, as with changes of this process: pages
/// that show it would otherwise show what was served before.
/// </summary>
internal sealed partial class ChangesElsewhere(
    ChangeFeed feed, CommitNotices notices, CommitListeners listeners, IDbContextFactory<AppDbContext> contexts, TimeProvider clock,
    ILogger<ChangesElsewhere> logger)
    : BackgroundService
{
    private const int RowsARead = 500;

    private const int MostMissing = 1_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    // Longer than a change takes from its first record to its commit.
    private static readonly TimeSpan s_waitsForMissing = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _ends = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LogThrottle _throttle = new(clock);

    // Numbers that were skipped: of changes that were undone, and of those that are committed later than a younger one.
    private readonly Dictionary<long, DateTimeOffset> _missing = [];
    private long? _last;
    private int _waiting;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow();
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
        _turn.Dispose();
    }

    /// <summary>Tells of what is there and was not told.</summary>
    internal async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 1)
        {
            return; // Whoever waits reads what there is then.
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _waiting, 0);
        }

        try
        {
            await ReadAsync(cancellationToken);
            _throttle.IsOver(nameof(ReadAsync));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (_throttle.MaySay(nameof(ReadAsync)))
            {
                LogNotRead(logger, exception);
            }
        }
        finally
        {
            _ = _turn.Release();
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
            // There are no pages any more.
        }
    }

    private void Hear(CommitNotice notice)
    {
        if (!notice.IsOwn && !_ends.IsCancellationRequested)
        {
            _ = Task.Run(HearAsync, _ends.Token);
        }
    }

    private async Task HearAsync()
    {
        try
        {
            await CatchUpAsync(_ends.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // There are no pages any more.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (_last is not { } last)
        {
            await BeginAsync(db, cancellationToken);
            return;
        }

        var others = await LateAsync(db, cancellationToken);
        List<Row> rows;
        do
        {
            rows = await Rows(db.Set<AuditRecord>().Where(record => record.Id > last)).Take(RowsARead).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                Miss(last + 1, row.Id);
                (last, _last) = (row.Id, row.Id);
            }

            others.AddRange(rows);
        }
        while (rows.Count == RowsARead);

        foreach (var group in others.Select(row => row.Change).Where(change => !feed.IsOwn(change.ObjectKey, change.Number))
            .GroupBy(change => (change.ProjectId, change.EnvironmentId)))
        {
            var revisions = await RevisionsAsync(db, group.Key.ProjectId, group.Key.EnvironmentId, cancellationToken);
            _ = TellAsync(revisions, [.. group.Select(ChangeFeed.Committed.Of)]); // One that is served late holds up no other.
        }
    }

    // What is there is shown by every page that is opened from now on; what older changes still commit is not.
    private async Task BeginAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var newest = await db.Set<AuditRecord>().OrderByDescending(record => record.Id).Select(record => record.Id).Take(MostMissing).ToListAsync(cancellationToken);
        foreach (var (younger, older) in newest.Zip(newest.Skip(1)))
        {
            Miss(older + 1, younger);
        }

        if (newest.Count is > 0 and < MostMissing)
        {
            Miss(1, newest[^1]);
        }

        _last = newest.FirstOrDefault();
    }

    private async Task TellAsync(Dictionary<int, long> revisions, List<ChangeFeed.Committed> changes)
    {
        await listeners.CommittedAsync(revisions);
        changes.ForEach(feed.PublishOfOthers);
    }

    // Those that the change may have given something else to serve: all of the project where it names none.
    private static Task<Dictionary<int, long>> RevisionsAsync(AppDbContext db, int? projectId, int? environmentId, CancellationToken cancellationToken)
        => projectId is null
            ? Task.FromResult(new Dictionary<int, long>())
            : db.Set<ProjectEnvironment>()
                .Where(environment => environment.ProjectId == projectId && environment.DeletedAt == null
                    && (environmentId == null || environment.Id == environmentId))
                .ToDictionaryAsync(environment => environment.Id, environment => environment.Revision, cancellationToken);

    private async Task<List<Row>> LateAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var over = clock.Now() - s_waitsForMissing;
        foreach (var id in _missing.Where(missing => missing.Value <= over).Select(missing => missing.Key).ToList())
        {
            _ = _missing.Remove(id);
        }

        var ids = _missing.Keys.ToList();
        var late = ids.Count == 0 ? [] : await Rows(db.Set<AuditRecord>().Where(record => ids.Contains(record.Id))).ToListAsync(cancellationToken);
        late.ForEach(row => _missing.Remove(row.Id));
        return late;
    }

    private void Miss(long from, long until)
    {
        var now = clock.Now();
        for (var id = Math.Max(from, until - MostMissing); id < until && _missing.Count < MostMissing; id++)
        {
            _missing[id] = now;
        }
    }

    private static IQueryable<Row> Rows(IQueryable<AuditRecord> records) => records.OrderBy(record => record.Id).Select(record => new Row(
        record.Id,
        new AuditRecord
        {
            ProjectId = record.ProjectId,
            EnvironmentId = record.EnvironmentId,
            Kind = record.Kind,
            ObjectKey = record.ObjectKey,
            Number = record.Number,
            AlsoKey = record.AlsoKey,
            ObjectName = record.ObjectName,
            ObjectNameFolded = record.ObjectNameFolded,
            Action = record.Action,
            Summary = record.Summary,
            ActorKind = record.ActorKind,
            ActorId = record.ActorId,
            ActorName = record.ActorName,
            At = record.At,
        }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "What other processes changed could not be found out; open pages learn of it later. It is tried again every five seconds, and said once a minute.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    private sealed record Row(long Id, AuditRecord Change);
}
