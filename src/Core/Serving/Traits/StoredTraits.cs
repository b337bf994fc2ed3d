using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>
/// The traits of identities. An identity is stored while it has any, and one that is not costs no query. What is merged can be
/// read at once; it is written about once a second, onto the row as it is then, so that two processes keep each other's traits.
/// Of what two processes are told of the same trait within that second either may stay: neither knows what the other has not
/// written yet, and what is said again as it is stored is not written again. Traits are no changes that somebody makes, so they leave no record.
/// While the database is away identities are known as far as this process remembers them: what it has not written yet, over what it read
/// or wrote last of those that were asked for most recently. Nobody waits long for that: once a read failed, one request at a time tries again.
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
    private const long RoomToRemember = 4_000_000;
    private const int IdentitiesATransaction = 200;

    // Every request of a stored identity asks it.
    private static readonly CompiledQuery<Func<AppDbContext, int, string, IAsyncEnumerable<string>>> s_traits = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, string identifier) =>
        from identity in db.Set<StoredIdentity>()
        where identity.EnvironmentId == environmentId && identity.Identifier == identifier
        select identity.Traits));

    // A database that hangs holds whoever asks it: many at once would hold the threads that everybody else needs.
    private const int MostAsking = 16;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // For a batch that somebody waits for; the wait of each is shorter.
    private static readonly TimeSpan s_flushPatience = TimeSpan.FromSeconds(10);

    // As seen from the last read.
    private const int Answering = 0;
    private const int Away = 1;
    private const int BeingAsked = 2;

    private static readonly Error s_notStored = new Error.Unavailable(
        "traits_not_stored", "The traits could not be stored for now. They may be all the same; sending them again does no harm.", DatabaseFault.RetryAfter);

    private readonly PendingTraits _pending = new(room);
    private readonly StoredIdentities _stored = new(contexts);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _asking = new(MostAsking, MostAsking);
    private readonly RecentTraits _recent = new(RoomToRemember);
    private readonly LogThrottle _seldom = new(clock);
    private readonly Lock _joining = new();
    private Task? _nextFlush;
    private volatile bool _isFailing;
    private int _database;
    private int _lost;

    public string Name => "The traits of identities";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <summary>
    /// The traits of an identity, with all that this process merged. Of an identity that is not stored the answer is there at
    /// once; of another one the database is asked for one row, and if it does not answer, what is remembered is answered.
    /// </summary>
    public async ValueTask<TraitSet> ReadAsync(int environmentId, string identifier, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return (await KnowAsync(new IdentityKey(environmentId, identifier), cancellationToken)).Traits;
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
    public ValueTask<Result<TraitSet>> MergeAsync(
        int environmentId, string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes, CancellationToken cancellationToken = default)
        => MergeAsync(environmentId, identifier, changes, isDurable: false, cancellationToken);

    /// <summary>
    /// As <see cref="MergeAsync(int, string, IReadOnlyList{KeyValuePair{string, ContextValue}}, CancellationToken)"/>, but answers only when it is
    /// in the database, with the next batch, which begins as soon as the one before is written. What the database does not take within
    /// two seconds is refused, and tried again all the same: like every commit in doubt it may be stored later.
    /// </summary>
    public ValueTask<Result<TraitSet>> MergeDurablyAsync(
        int environmentId, string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes, CancellationToken cancellationToken = default)
        => MergeAsync(environmentId, identifier, changes, isDurable: true, cancellationToken);

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
            if (Volatile.Read(ref _lost) > 0 && _seldom.MaySay(nameof(LogLost)))
            {
                LogLost(logger, Interlocked.Exchange(ref _lost, 0));
            }
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _asking.Dispose();
    }

    private async ValueTask<Result<TraitSet>> MergeAsync(
        int environmentId, string identifier, IReadOnlyList<KeyValuePair<string, ContextValue>> changes, bool isDurable,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(changes);
        if (TraitRules.Check(identifier, changes) is { Count: > 0 } errors)
        {
            return errors;
        }

        var key = new IdentityKey(environmentId, identifier);
        var (before, isCertain) = await KnowAsync(key, cancellationToken);
        var after = before.With(changes);
        if (after.Count > TraitRules.MostTraits && after.Count > before.Count)
        {
            return TraitRules.TooMany();
        }

        // Applications send the same traits again and again. Whether it is the same, only the database can say.
        var changed = isCertain ? before.ChangesTo(after) : Last(changes);
        var outcome = changed.Count == 0 ? PendingOutcome.Kept
            : isDurable ? await KeepDurablyAsync(key, changed, cancellationToken)
            : await KeepAsync(key, changed, cancellationToken);
        return outcome is PendingOutcome.TooMany ? TraitRules.TooMany()
            : isDurable && !(outcome is PendingOutcome.Kept && await IsWrittenAsync(key, cancellationToken)) ? s_notStored
            : after;
    }

    private static Dictionary<string, ContextValue> Last(IReadOnlyList<KeyValuePair<string, ContextValue>> changes)
    {
        var last = new Dictionary<string, ContextValue>(StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            last[name] = value;
        }

        return last;
    }

    // What is known of an identity, and whether that is certain or only remembered.
    private ValueTask<(TraitSet Traits, bool IsCertain)> KnowAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        // Before the filter: what is written meanwhile is in the filter before it is no longer pending.
        var pending = _pending.Find(key);
        return !_stored.MayContain(key) || !TraitRules.CanBeStored(key.Identifier) ? ValueTask.FromResult((PendingTraits.Apply(pending, TraitSet.None), true))
            : Volatile.Read(ref _database) == Answering || Interlocked.CompareExchange(ref _database, BeingAsked, Away) == Away
                ? new ValueTask<(TraitSet, bool)>(AskAsync(key, pending, cancellationToken))
                : ValueTask.FromResult((PendingTraits.Apply(pending, _recent.Find(key)), false));
    }

    private async Task<(TraitSet Traits, bool IsCertain)> AskAsync(IdentityKey key, PendingTraits.Entry? pending, CancellationToken cancellationToken)
    {
        try
        {
            // Not by cancelling it: where nobody answers, telling the server to stop takes longer still.
            var stored = await QueryAsync(key, cancellationToken).WaitAsync(s_patience, cancellationToken);
            _recent.Set(key, stored);
            Volatile.Write(ref _database, Answering);
            _seldom.IsOver(nameof(AskAsync));
            return (PendingTraits.Apply(pending, stored), true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = Interlocked.CompareExchange(ref _database, Away, BeingAsked); // Somebody else finds out.
            throw;
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _database, Away);
            if (_seldom.MaySay(nameof(AskAsync)))
            {
                LogNotRead(logger, exception);
            }

            return (PendingTraits.Apply(pending, _recent.Find(key)), false);
        }
    }

    // Whoever waits for a place is not let in any more once it turned out that the database does not answer.
    private async Task<TraitSet> QueryAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            return Volatile.Read(ref _database) == Away ? throw new TimeoutException("The database did not answer others.") : await ReadRowAsync(key, cancellationToken);
        }
        finally
        {
            _ = _asking.Release();
        }
    }

    private async Task<TraitSet> ReadRowAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            db.Database.SetCommandTimeout(s_patience); // It waits for a lock on the thread of whoever asks. Elsewhere giving up costs more than waiting.
        }

        var row = await s_traits.On(db)(db, key.EnvironmentId, key.Identifier).ToListAsync(cancellationToken);
        return row.Count == 0 ? TraitSet.None : TraitJson.Read(row[0]);
    }

    // Nothing is lost without a word: whoever finds no room is told.
    private async Task<PendingOutcome> KeepDurablyAsync(IdentityKey key, Dictionary<string, ContextValue> changes, CancellationToken cancellationToken)
    {
        var outcome = _pending.TryAdd(key, changes);
        return outcome is PendingOutcome.NoRoom && await IsFlushedAsync(cancellationToken) ? _pending.TryAdd(key, changes) : outcome;
    }

    // Whether the database has all that was merged of an identity, the batch being waited for that writes it.
    private async Task<bool> IsWrittenAsync(IdentityKey key, CancellationToken cancellationToken)
        => _pending.Find(key) is null || await IsFlushedAsync(cancellationToken);

    // Joins the next batch, and says whether the database took it.
    private async Task<bool> IsFlushedAsync(CancellationToken cancellationToken)
    {
        Task flush;
        lock (_joining)
        {
            flush = _nextFlush ??= Task.Run(FlushForAllAsync, CancellationToken.None);
        }

        try
        {
            await flush.WaitAsync(s_patience, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // For all who join before it begins. None of them ends it by going away.
    private async Task FlushForAllAsync()
    {
        using var untraced = Telemetry.Untraced(); // It is of no one request.
        await _turn.WaitAsync();
        var started = clock.GetTimestamp();
        try
        {
            lock (_joining)
            {
                _nextFlush = null;
            }

            using var patience = new CancellationTokenSource(s_flushPatience);
            await FlushAsync(patience.Token);
            metrics.Wrote(nameof(StoredTraits), isWritten: true, clock.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            metrics.Wrote(nameof(StoredTraits), isWritten: false, clock.GetElapsedTime(started));
            if (_seldom.MaySay(nameof(FlushForAllAsync)))
            {
                LogNotDurable(logger, exception);
            }

            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<PendingOutcome> KeepAsync(IdentityKey key, Dictionary<string, ContextValue> changes, CancellationToken cancellationToken)
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

        return outcome;
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
            await FlushAsync(patience.Token, whoWaits: cancellationToken);
            return _pending.TryAdd(key, changes);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            metrics.Wrote(nameof(StoredTraits), isWritten: false, clock.GetElapsedTime(started));
            if (_seldom.MaySay(nameof(KeepWithPatienceAsync)))
            {
                LogHeldUp(logger, exception);
            }

            return PendingOutcome.NoRoom;
        }
        finally
        {
            _turn.Release();
        }
    }

    // That whoever waits goes away says nothing of the database.
    private async Task FlushAsync(CancellationToken cancellationToken, CancellationToken whoWaits = default)
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
        catch (Exception exception) when (exception is not OperationCanceledException || !whoWaits.IsCancellationRequested)
        {
            _isFailing = true;
            throw;
        }
    }

    private Task WriteAsync(Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
        => gate.WriteAsync(() => WriteInTurnAsync(changes, cancellationToken), cancellationToken);

    // One transaction. If nobody knows whether its commit happened, writing the same again does no harm.
    private async Task WriteInTurnAsync(
        Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Taking none already locks the counter: no other process merges until this commits, and ids are committed in order.
        _ = await Counters.TakeAsync(db, Counters.Identities, 0, cancellationToken);
        var (added, merged) = await MergeAsync(db, changes, cancellationToken);
        if (added.Count > 0)
        {
            var first = await Counters.TakeAsync(db, Counters.Identities, added.Count, cancellationToken);
            db.AddRange(added.Select((identity, index) => NewRow(first + index, identity.Key, identity.Value)));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var (key, traits) in added)
        {
            _stored.Add(key);
            _recent.Set(key, traits);
        }

        merged.ForEach(row => _recent.Set(row.Key, row.Value));
    }

    /// <summary>Merges into the rows that there are, and says which have none yet.</summary>
    private async Task<(List<KeyValuePair<IdentityKey, TraitSet>> Added, List<KeyValuePair<IdentityKey, TraitSet>> Merged)> MergeAsync(
        AppDbContext db, Dictionary<IdentityKey, IReadOnlyDictionary<string, ContextValue>> changes, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<IdentityKey, StoredIdentity>();
        foreach (var environment in changes.Keys.GroupBy(key => key.EnvironmentId))
        {
            var identifiers = environment.Select(key => key.Identifier).ToList();
            var found = await db.Set<StoredIdentity>().Where(row => row.EnvironmentId == environment.Key && identifiers.Contains(row.Identifier))
                .ToListAsync(cancellationToken);
            found.ForEach(row => rows[new IdentityKey(row.EnvironmentId, row.Identifier)] = row);
        }

        var (added, merged) = (new List<KeyValuePair<IdentityKey, TraitSet>>(), new List<KeyValuePair<IdentityKey, TraitSet>>());
        foreach (var (key, change) in changes)
        {
            if (rows.TryGetValue(key, out var row))
            {
                merged.Add(KeyValuePair.Create(key, Merge(db, row, change)));
            }
            else if (TraitSet.None.WithAtMost(TraitRules.MostTraits, change) is { Count: > 0 } traits)
            {
                added.Add(KeyValuePair.Create(key, traits));
            }
        }

        return (added, merged);
    }

    private TraitSet Merge(AppDbContext db, StoredIdentity row, IReadOnlyDictionary<string, ContextValue> changes)
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

        return traits;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} changes of traits are lost since this was said last, at most once a minute: too much was waiting to be written.")]
    private static partial void LogLost(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored traits could not be read: identities are answered with what is remembered of them, which is said once a minute.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traits could not be written for those who wait for it, which is said once a minute.")]
    private static partial void LogNotDurable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traits could not be written to make room for more.")]
    private static partial void LogHeldUp(ILogger logger, Exception exception);
}
