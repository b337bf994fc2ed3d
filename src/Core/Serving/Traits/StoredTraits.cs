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
    private const int IdentitiesATransaction = 200;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // For a batch that somebody waits for; the wait of each is shorter.
    private static readonly TimeSpan s_flushPatience = TimeSpan.FromSeconds(10);

    private static readonly Error s_notStored = new Error.Unavailable(
        "traits_not_stored", "The traits could not be stored for now. They may be all the same; sending them again does no harm.", DatabaseFault.RetryAfter);

    private readonly PendingTraits _pending = new(room);
    private readonly KnownTraits _known = new(contexts, clock, logger);
    private readonly TraitRows _rows = new(contexts, clock);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly LogThrottle _throttle = new(clock);
    private readonly Lock _joining = new();
    private Task? _nextFlush;
    private volatile bool _isFailing;
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
            await _known.RefreshAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
            if (Volatile.Read(ref _lost) > 0 && _throttle.MaySay(nameof(LogLost)))
            {
                LogLost(logger, Interlocked.Exchange(ref _lost, 0));
            }
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _known.Dispose();
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

    // What is pending is looked up first: what is written meanwhile is known to be stored before it is no longer pending.
    private ValueTask<(TraitSet Traits, bool IsCertain)> KnowAsync(IdentityKey key, CancellationToken cancellationToken)
        => _known.FindAsync(key, _pending.Find(key), cancellationToken);

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
            if (_throttle.MaySay(nameof(FlushForAllAsync)))
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
            if (_throttle.MaySay(nameof(KeepWithPatienceAsync)))
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
                var changes = _pending.Take(keys);
                await gate.WriteAsync(async () => _known.Learn(await _rows.WriteAsync(changes, cancellationToken)), cancellationToken);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} changes of traits are lost since this was said last, at most once a minute: too much was waiting to be written.")]
    private static partial void LogLost(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traits could not be written for those who wait for it, which is said once a minute.")]
    private static partial void LogNotDurable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Traits could not be written to make room for more.")]
    private static partial void LogHeldUp(ILogger logger, Exception exception);
}
