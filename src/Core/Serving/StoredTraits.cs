using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving;

/// <summary>
/// The traits of identities. An identity is stored while it has any, and one that is not costs no query. What is merged can be
/// read at once; it is written about once a second, onto the row as it is then, so that two processes keep each other's traits.
/// Of what two processes are told of the same trait within that second either may stay: neither knows what the other has not
/// written yet, and what is said again as it is stored is not written again. Traits are no changes that somebody makes, so they leave no record.
/// </summary>
/// <param name="contexts">Open the database.</param>
/// <param name="gate">Orders writers.</param>
/// <param name="metrics">Told what could not be written.</param>
/// <param name="clock">Dates rows.</param>
/// <param name="logger">Told what is lost.</param>
/// <param name="room">How much may wait to be written, in characters.</param>
public sealed partial class StoredTraits(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, WriteMetrics metrics, TimeProvider clock, ILogger<StoredTraits> logger,
    long room = StoredTraits.DefaultRoom) : IBatch, IDisposable
{
    // In characters.
    private const long DefaultRoom = 16_000_000;
    private const int IdentitiesATransaction = 200;

    // Every request of a stored identity asks it.
    private static readonly CompiledQuery<int, string, string> s_traits = new((db, environmentId, identifier) =>
        from identity in db.Identities
        where identity.EnvironmentId == environmentId && identity.Identifier == identifier
        select identity.Traits);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly PendingTraits _pending = new(room);
    private readonly StoredIdentities _stored = new(contexts);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isFailing;
    private int _lost;

    public string Name => "The traits of identities";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <summary>
    /// The traits of an identity, with all that this process merged. Of an identity that is not stored the answer is there at
    /// once; of another one the database is asked for one row, and what it throws is passed on.
    /// </summary>
    public ValueTask<TraitSet> ReadAsync(int environmentId, string identifier, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        var key = new IdentityKey(environmentId, identifier);

        // Before the filter: what is written meanwhile is in the filter before it is no longer pending.
        var pending = _pending.Find(key);
        return _stored.MayContain(key) && TraitRules.CanBeStored(identifier)
            ? new ValueTask<TraitSet>(QueryAsync(key, pending, cancellationToken))
            : ValueTask.FromResult(PendingTraits.Apply(pending, TraitSet.None));
    }

    /// <summary>
    /// Sets and deletes traits of an identity. Never waits for the database but to read the identity's row, or when too much is
    /// waiting to be written: then until there is room, and if there is none within two seconds the change is lost and logged.
    /// </summary>
    /// <param name="environmentId">The environment.</param>
    /// <param name="identifier">1 to 2,000 characters, to be found again as they are.</param>
    /// <param name="changes">By exact name; null deletes. Of several changes of one trait the last counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The traits of the identity now; or what cannot be stored, by <c>identifier</c>, <c>traits[0].key</c>, <c>traits[0].value</c> or <c>traits</c>.</returns>
    public async ValueTask<Result<TraitSet>> MergeAsync(
        int environmentId, string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(changes);
        if (TraitRules.Check(identifier, changes) is { Count: > 0 } errors)
        {
            return errors;
        }

        var before = await ReadAsync(environmentId, identifier, cancellationToken);
        var after = before.With(changes);
        if (after.Count > TraitRules.MostTraits && after.Count > before.Count)
        {
            return TraitRules.TooMany();
        }

        // Applications send the same traits again and again.
        if (before.ChangesTo(after) is { Count: > 0 } changed
            && !await KeepAsync(new IdentityKey(environmentId, identifier), changed, cancellationToken))
        {
            return TraitRules.TooMany();
        }

        return after;
    }

    /// <summary>Writes what is pending, and takes in what other processes stored.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await FlushAsync(cancellationToken);
            await _stored.RefreshAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
            if (Interlocked.Exchange(ref _lost, 0) is var lost and > 0)
            {
                LogLost(logger, lost);
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<TraitSet> QueryAsync(IdentityKey key, PendingTraits.Entry? pending, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await s_traits.ListAsync(db, key.EnvironmentId, key.Identifier, cancellationToken);
        return PendingTraits.Apply(pending, row.Count == 0 ? TraitSet.None : TraitJson.Read(row[0]));
    }

    // Whether the identity may have them.
    private async Task<bool> KeepAsync(IdentityKey key, Dictionary<string, ContextValue> changes, CancellationToken cancellationToken)
    {
        var outcome = _pending.TryAdd(key, changes);
        if (outcome is PendingOutcome.NoRoom)
        {
            outcome = await KeepWithPatienceAsync(key, changes, cancellationToken);
        }

        if (outcome is PendingOutcome.NoRoom)
        {
            _ = Interlocked.Increment(ref _lost);
        }

        return outcome is not PendingOutcome.TooMany;
    }

    private async Task<PendingOutcome> KeepWithPatienceAsync(IdentityKey key, Dictionary<string, ContextValue> changes, CancellationToken cancellationToken)
    {
        // While the database is away nobody's request is held up; the next write in the background tells when it is back.
        if (_isFailing || !await _turn.WaitAsync(s_patience, cancellationToken))
        {
            return PendingOutcome.NoRoom;
        }

        var started = clock.GetTimestamp();
        try
        {
            if (_pending.TryAdd(key, changes) is not PendingOutcome.NoRoom and var outcome)
            {
                return outcome;
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(s_patience);
            await FlushAsync(patience.Token);
            return _pending.TryAdd(key, changes);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            metrics.Wrote(nameof(StoredTraits), isWritten: false, clock.GetElapsedTime(started));
            LogHeldUp(logger, exception);
            return PendingOutcome.NoRoom;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var keys in _pending.Keys().Chunk(IdentitiesATransaction))
            {
                await WriteAsync(_pending.Take(keys), cancellationToken);
                _pending.Written(keys);
            }

            _isFailing = false;
        }
        catch (Exception)
        {
            _isFailing = true;
            throw;
        }
    }

    // One transaction. If nobody knows whether its commit happened, writing the same again does no harm.
    private async Task WriteAsync(Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Taking none already locks the counter: no other process merges until this commits, and ids are committed in order.
        _ = await Counters.TakeAsync(db, Counters.Identities, 0, cancellationToken);
        var added = await MergeAsync(db, changes, cancellationToken);
        if (added.Count > 0)
        {
            var first = await Counters.TakeAsync(db, Counters.Identities, added.Count, cancellationToken);
            db.AddRange(added.Select((identity, index) => NewRow(first + index, identity.Key, identity.Value)));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var (key, _) in added)
        {
            _stored.Add(key);
        }
    }

    /// <summary>Merges into the rows that there are; what is returned has none yet.</summary>
    private async Task<List<KeyValuePair<IdentityKey, TraitSet>>> MergeAsync(
        AppDbContext db, Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<IdentityKey, StoredIdentity>();
        foreach (var environment in changes.Keys.GroupBy(key => key.EnvironmentId))
        {
            var identifiers = environment.Select(key => key.Identifier).ToList();
            var found = await db.Identities.Where(row => row.EnvironmentId == environment.Key && identifiers.Contains(row.Identifier))
                .ToListAsync(cancellationToken);
            found.ForEach(row => rows[new IdentityKey(row.EnvironmentId, row.Identifier)] = row);
        }

        var added = new List<KeyValuePair<IdentityKey, TraitSet>>();
        foreach (var (key, change) in changes)
        {
            if (rows.TryGetValue(key, out var row))
            {
                Merge(db, row, change);
            }
            else if (TraitSet.None.WithAtMost(TraitRules.MostTraits, change) is { Count: > 0 } traits)
            {
                added.Add(KeyValuePair.Create(key, traits));
            }
        }

        return added;
    }

    private void Merge(AppDbContext db, StoredIdentity row, IReadOnlyDictionary<string, ContextValue> changes)
    {
        var traits = TraitJson.Read(row.Traits).WithAtMost(TraitRules.MostTraits, changes);
        if (traits.Count == 0)
        {
            _ = db.Remove(row);
        }
        else if (TraitJson.Write(traits) is var json && json != row.Traits)
        {
            (row.Traits, row.UpdatedAt) = (json, clock.Now());
        }
    }

    private StoredIdentity NewRow(int id, IdentityKey key, TraitSet traits)
    {
        var now = clock.Now();
        return new StoredIdentity
        {
            Id = id,
            EnvironmentId = key.EnvironmentId,
            Identifier = key.Identifier,
            Traits = TraitJson.Write(traits),
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes of the traits of {Count} identities are lost: too much was waiting to be written.")]
    private static partial void LogLost(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traits could not be written to make room for more.")]
    private static partial void LogHeldUp(ILogger logger, Exception exception);
}
