using System.Collections.Concurrent;
using System.Collections.Immutable;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>
/// Counts what applications ask for, by the hour, and remembers what an environment was last asked. Counting waits for nobody;
/// it is written every ten seconds, and deleted when it is older than what is shown. Counts are no changes, so they leave no record.
/// </summary>
public sealed class RequestCounts(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock) : IBatch
{
    /// <summary>The most that one report counts for: no report can spoil a sum.</summary>
    public const int MostAtOnce = 1_000_000_000;

    private const int RowsATransaction = 200;

    // Of each there are 24 rows a day.
    private const int FlagsASweep = 20;

    private readonly ConcurrentDictionary<Slot, Cell> _cells = [];
    private readonly ConcurrentDictionary<int, Seen> _seen = [];
    private readonly Dictionary<int, DateTimeOffset> _written = [];
    private ImmutableList<Listener> _listeners = [];
    private int _swept;

    public string Name => "Counts of requests";

    public TimeSpan Pause => TimeSpan.FromSeconds(10);

    /// <summary>Counts that a flag was read.</summary>
    /// <param name="environmentId">An environment that there is.</param>
    /// <param name="featureId">A feature that there is.</param>
    /// <param name="times">How often; less than one counts for nothing, more than <see cref="MostAtOnce"/> for that.</param>
    public void CountFlag(int environmentId, int featureId, long times = 1)
    {
        if (times > 0)
        {
            Add(new Slot(environmentId, featureId, Hour()), Math.Min(times, MostAtOnce));
        }
    }

    /// <summary>Counts a request that came with a key of an environment, whatever the answer will be.</summary>
    /// <param name="environmentId">An environment that there is.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="userAgent">What the application says it is, of which the beginning is kept; null when it does not.</param>
    public void CountRequest(int environmentId, RequestKind kind, string? userAgent)
    {
        Add(new Slot(environmentId, RequestCount.NoFeature, Hour()), 1);
        var now = clock.Now();
        var second = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));

        // One a second is enough to tell that somebody asks.
        if (!_seen.TryGetValue(environmentId, out var known) || known.At < second)
        {
            var seen = new Seen(second, kind, TextRules.Kept(userAgent, LastRequest.UserAgentMaxLength));
            _seen[environmentId] = seen;
            Tell(environmentId, seen);
        }
    }

    /// <summary>
    /// Calls <paramref name="listener"/> with the newest request of an environment to this process: at once if there was one, and then as
    /// they come, of all those of a second the first. It may neither throw nor wait.
    /// </summary>
    /// <returns>Ends the subscription.</returns>
    public IDisposable Subscribe(int environmentId, Action<LastRequestItem> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var subscription = new Listener(this, environmentId, listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(subscription));
        if (Last(environmentId) is { } seen)
        {
            listener(seen.ToItem());
        }

        return subscription;
    }

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = Waiting().OrderBy(count => count.Slot.EnvironmentId).ThenBy(count => count.Slot.FeatureId).ThenBy(count => count.Slot.Hour);
        foreach (var rows in counts.Chunk(RowsATransaction))
        {
            await InTransactionAsync(db => AddAsync(db, rows, cancellationToken), cancellationToken);
            Array.ForEach(rows, row => _cells[row.Slot].Add(-row.Requests));
        }

        Forget();
        foreach (var (environmentId, seen) in _seen.OrderBy(seen => seen.Key))
        {
            if (_written.GetValueOrDefault(environmentId) < seen.At)
            {
                await InTransactionAsync(db => KeepAsync(db, environmentId, seen, cancellationToken), cancellationToken);
                _written[environmentId] = seen.At;
            }
        }

        await SweepAsync(cancellationToken);
    }

    /// <summary>What was counted and is not written yet of a flag, or of the environment with <see cref="RequestCount.NoFeature"/>.</summary>
    internal IEnumerable<(int Hour, long Requests)> Waiting(int environmentId, int featureId)
        => Waiting().Where(count => count.Slot.EnvironmentId == environmentId && count.Slot.FeatureId == featureId)
            .Select(count => (count.Slot.Hour, count.Requests));

    /// <summary>The newest request of an environment to this process; null before the first.</summary>
    internal Seen? Last(int environmentId) => _seen.GetValueOrDefault(environmentId);

    /// <summary>The hour of a moment, counted from 1970.</summary>
    internal static int HourOf(DateTimeOffset moment) => (int)((moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerHour);

    private void Tell(int environmentId, Seen seen)
    {
        // What the pages then do is no part of the request.
        using var untraced = _listeners.IsEmpty ? null : Telemetry.Untraced();
        foreach (var listener in _listeners.Where(listener => listener.EnvironmentId == environmentId))
        {
            listener.Told(seen.ToItem());
        }
    }

    private int Hour() => HourOf(clock.GetUtcNow());

    private void Add(Slot slot, long requests) => _cells.GetOrAdd(slot, _ => new Cell()).Add(requests);

    private IEnumerable<(Slot Slot, long Requests)> Waiting()
        => _cells.Select(cell => (cell.Key, cell.Value.Requests)).Where(count => count.Requests > 0);

    // An hour that is over for long: whoever was about to add to it has done so.
    private void Forget()
    {
        var recent = Hour() - 1;
        foreach (var (slot, _) in _cells.Where(cell => cell.Key.Hour < recent && cell.Value.Requests == 0))
        {
            _ = _cells.TryRemove(slot, out _);
        }
    }

    // Once a day. A day more than is shown stays, for processes whose clock is behind.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var today = Hour() / RequestReads.HoursADay;
        if (_swept == today)
        {
            return;
        }

        var first = (today - RequestReads.Days) * RequestReads.HoursADay;
        foreach (var flags in (await OldAsync(first, cancellationToken)).Chunk(FlagsASweep))
        {
            await InTransactionAsync(db => DeleteAsync(db, flags, first, cancellationToken), cancellationToken);
        }

        _swept = today;
    }

    private async Task<List<(int EnvironmentId, int FeatureId)>> OldAsync(int firstHour, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Set<RequestCount>().Where(count => count.Hour < firstHour)
            .Select(count => new { count.EnvironmentId, count.FeatureId }).Distinct().ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.EnvironmentId, row.FeatureId)).Order()];
    }

    private static async Task DeleteAsync(
        AppDbContext db, (int EnvironmentId, int FeatureId)[] flags, int firstHour, CancellationToken cancellationToken)
    {
        foreach (var (environmentId, featureId) in flags)
        {
            _ = await db.Set<RequestCount>()
                .Where(count => count.EnvironmentId == environmentId && count.FeatureId == featureId && count.Hour < firstHour)
                .ExecuteDeleteAsync(cancellationToken);
        }
    }

    // If nobody knows whether a commit happened the counts are added again: rather a few too many than an hour too few.
    private Task InTransactionAsync(Func<AppDbContext, Task> work, CancellationToken cancellationToken) => gate.WriteAsync(
        async () =>
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await work(db);
            await transaction.CommitAsync(CancellationToken.None);
        },
        cancellationToken);

    // Always in the same order, so that two processes never wait for each other in a circle.
    private static async Task AddAsync(AppDbContext db, (Slot Slot, long Requests)[] rows, CancellationToken cancellationToken)
    {
        foreach (var (slot, requests) in rows)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO request_counts (environment_id, feature_id, hour, requests)
                VALUES ({slot.EnvironmentId}, {slot.FeatureId}, {slot.Hour}, {requests})
                ON CONFLICT (environment_id, feature_id, hour) DO UPDATE SET requests = request_counts.requests + excluded.requests
                """,
                cancellationToken);
        }
    }

    // Another process may have been asked later. If both are the first to write, one of them fails and tries again.
    private static async Task KeepAsync(AppDbContext db, int environmentId, Seen seen, CancellationToken cancellationToken)
    {
        var last = await db.Set<LastRequest>().SingleOrDefaultAsync(request => request.EnvironmentId == environmentId, cancellationToken);
        if (last is null)
        {
            db.Add(new LastRequest { EnvironmentId = environmentId, At = seen.At, Kind = seen.Kind, UserAgent = seen.UserAgent });
            await db.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await db.Set<LastRequest>().Where(request => request.EnvironmentId == environmentId && request.At < seen.At).ExecuteUpdateAsync(
                row => row.SetProperty(request => request.At, seen.At).SetProperty(request => request.Kind, seen.Kind)
                    .SetProperty(request => request.UserAgent, seen.UserAgent),
                cancellationToken);
        }
    }

    /// <summary>A request as it is remembered.</summary>
    internal sealed record Seen(DateTimeOffset At, RequestKind Kind, string UserAgent)
    {
        public LastRequestItem ToItem() => new(At, Kind, UserAgent);
    }

    private sealed class Listener(RequestCounts counts, int environmentId, Action<LastRequestItem> told) : IDisposable
    {
        public int EnvironmentId { get; } = environmentId;

        public Action<LastRequestItem> Told { get; } = told;

        public void Dispose() => ImmutableInterlocked.Update(ref counts._listeners, listeners => listeners.Remove(this));
    }

    private readonly record struct Slot(int EnvironmentId, int FeatureId, int Hour);

    private sealed class Cell
    {
        private long _requests;

        public long Requests => Interlocked.Read(ref _requests);

        public void Add(long requests) => Interlocked.Add(ref _requests, requests);
    }
}
