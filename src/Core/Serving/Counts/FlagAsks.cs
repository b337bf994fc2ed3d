using System.Collections.Concurrent;
using System.Collections.Immutable;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>
/// Remembers when flags were asked for last, to the second. Noting waits for nobody; it is written every ten seconds, beside the counts.
/// What asks for all flags at once is noted once, and not for each of them.
/// </summary>
public sealed class FlagAsks(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock) : IBatch
{
    private const int RowsATransaction = 200;

    private readonly ConcurrentDictionary<Slot, long> _asked = [];
    private readonly Dictionary<Slot, long> _written = [];
    private ImmutableList<Listener> _listeners = [];

    public string Name => "When flags were last asked for";

    public TimeSpan Pause => TimeSpan.FromSeconds(10);

    /// <summary>Notes that an application asked for one flag by its name, or reported that it read it.</summary>
    /// <param name="environmentId">An environment that there is.</param>
    /// <param name="featureId">A feature that there is.</param>
    public void NoteFlag(int environmentId, int featureId) => Note(new Slot(environmentId, featureId, AskKind.Itself));

    /// <summary>Notes that an application asked for all flags that a kind of key opens.</summary>
    public void NoteAll(int environmentId, EnvironmentKeyKind key) => Note(new Slot(
        environmentId, RequestCount.NoFeature, key is EnvironmentKeyKind.Server ? AskKind.AllByServer : AskKind.AllByClient));

    /// <summary>Notes that an application asked for the environment's document.</summary>
    public void NoteDocument(int environmentId) => Note(new Slot(environmentId, RequestCount.NoFeature, AskKind.Document));

    /// <summary>Writes what was noted since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        // Always in the same order, so that two processes never wait for each other in a circle.
        var news = _asked.Where(ask => _written.GetValueOrDefault(ask.Key) < ask.Value)
            .OrderBy(ask => ask.Key.EnvironmentId).ThenBy(ask => ask.Key.FeatureId).ThenBy(ask => ask.Key.Kind);
        foreach (var rows in news.Chunk(RowsATransaction))
        {
            await gate.WriteAsync(
                async () =>
                {
                    await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                    await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                    await KeepAsync(db, rows, cancellationToken);
                    await transaction.CommitAsync(CancellationToken.None);
                },
                cancellationToken);
            Array.ForEach(rows, row => _written[row.Key] = row.Value);
        }
    }

    /// <summary>When this process was last asked for a flag in one of the ways, in whole seconds since 1970; null for never.</summary>
    internal long? Last(int environmentId, int featureId, AskKind kind)
        => _asked.TryGetValue(new Slot(environmentId, featureId, kind), out var second) ? second : null;

    /// <summary>As <see cref="Experiments.Traffic.IFlagTraffic.Subscribe"/>.</summary>
    internal IDisposable Subscribe(int environmentId, int featureId, Action listener)
    {
        var subscription = new Listener(this, environmentId, featureId, listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(subscription));
        return subscription;
    }

    private void Note(Slot slot)
    {
        // One a second is enough to tell that somebody asks.
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        if (!_asked.TryGetValue(slot, out var known) || known < second)
        {
            _ = _asked.AddOrUpdate(slot, second, (_, other) => Math.Max(other, second));
            Tell(slot);
        }
    }

    private void Tell(Slot slot)
    {
        // What the pages then do is no part of the request.
        using var untraced = _listeners.IsEmpty ? null : Telemetry.Untraced();
        foreach (var listener in _listeners.Where(listener => listener.EnvironmentId == slot.EnvironmentId
            && (slot.FeatureId == RequestCount.NoFeature || listener.FeatureId == slot.FeatureId)))
        {
            listener.Told();
        }
    }

    // Another process may have been asked later.
    private static async Task KeepAsync(AppDbContext db, KeyValuePair<Slot, long>[] rows, CancellationToken cancellationToken)
    {
        foreach (var (slot, second) in rows)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO flag_asks (environment_id, feature_id, kind, second)
                VALUES ({slot.EnvironmentId}, {slot.FeatureId}, {slot.Kind.ToString()}, {second})
                ON CONFLICT (environment_id, feature_id, kind) DO UPDATE SET second = excluded.second WHERE flag_asks.second < excluded.second
                """,
                cancellationToken);
        }
    }

    private sealed class Listener(FlagAsks asks, int environmentId, int featureId, Action told) : IDisposable
    {
        public int EnvironmentId { get; } = environmentId;

        public int FeatureId { get; } = featureId;

        public Action Told { get; } = told;

        public void Dispose() => ImmutableInterlocked.Update(ref asks._listeners, listeners => listeners.Remove(this));
    }

    private readonly record struct Slot(int EnvironmentId, int FeatureId, AskKind Kind);
}
