using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>What is known of the stored traits of identities: by the database while it answers, otherwise as far as it is remembered.</summary>
internal sealed partial class KnownTraits(IDbContextFactory<AppDbContext> contexts, TimeProvider clock, ILogger logger) : IDisposable
{
    // In characters.
    private const long RoomToRemember = 4_000_000;

    // A database that hangs holds whoever asks it: many at once would hold the threads that everybody else needs.
    private const int MostAsking = 16;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // As seen from the last read.
    private const int Answering = 0;
    private const int Away = 1;
    private const int BeingAsked = 2;

    private readonly TraitRows _rows = new(contexts, clock);
    private readonly StoredIdentities _stored = new(contexts);
    private readonly RecentTraits _recent = new(RoomToRemember);
    private readonly SemaphoreSlim _asking = new(MostAsking, MostAsking);
    private readonly LogThrottle _throttle = new(clock);
    private int _database;

    /// <summary>The traits of an identity with what is pending of them, and whether that is certain or only remembered.</summary>
    public ValueTask<(TraitSet Traits, bool IsCertain)> FindAsync(IdentityKey key, PendingTraits.Entry? pending, CancellationToken cancellationToken)
        => !_stored.MayContain(key) || !TraitRules.CanBeStored(key.Identifier) ? ValueTask.FromResult((PendingTraits.Apply(pending, TraitSet.None), true))
            : Volatile.Read(ref _database) == Answering || Interlocked.CompareExchange(ref _database, BeingAsked, Away) == Away
                ? new ValueTask<(TraitSet, bool)>(AskAsync(key, pending, cancellationToken))
                : ValueTask.FromResult((PendingTraits.Apply(pending, _recent.Find(key)), false));

    /// <summary>Takes in what other processes stored.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => _stored.RefreshAsync(cancellationToken);

    /// <summary>Takes in what was written.</summary>
    public void Learn(IReadOnlyList<KeyValuePair<IdentityKey, TraitSet>> written)
    {
        foreach (var (key, traits) in written)
        {
            if (traits.Count > 0)
            {
                _stored.Add(key);
            }

            _recent.Set(key, traits);
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<(TraitSet Traits, bool IsCertain)> AskAsync(IdentityKey key, PendingTraits.Entry? pending, CancellationToken cancellationToken)
    {
        try
        {
            // Not by cancelling it: where nobody answers, telling the server to stop takes longer still.
            var stored = await QueryAsync(key, cancellationToken).WaitAsync(s_patience, cancellationToken);
            _recent.Set(key, stored);
            Volatile.Write(ref _database, Answering);
            _throttle.IsOver(nameof(AskAsync));
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
            if (_throttle.MaySay(nameof(AskAsync)))
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
            return Volatile.Read(ref _database) == Away ? throw new TimeoutException("The database did not answer others.") : await _rows.ReadAsync(key, s_patience, cancellationToken);
        }
        finally
        {
            _ = _asking.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored traits could not be read: identities are answered with what is remembered of them, which is said once a minute.")]
    private static partial void LogNotRead(ILogger logger, Exception exception);
}
