using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Audit;

/// <summary>
/// Tells open pages what was committed, by this process and by others, so that they can catch up: one change after the other, on a
/// thread of its own. Whoever made the change waits for no page, and a listener that fails is logged and keeps nothing from others.
/// </summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private readonly Lock _ordering = new();
    private readonly ConcurrentQueue<Committed> _waiting = new();
    private readonly ConcurrentDictionary<(string Key, int Number), bool> _own = [];
    private ImmutableList<Action<Committed>> _listeners = [];
    private long _turn;
    private int _untold;
    private volatile bool _isFollowed;

    /// <summary>
    /// How many changes this process has committed and tells of. Whoever notes it before reading has read all of them:
    /// see <see cref="Committed.Turn"/>.
    /// </summary>
    public long Turn => Volatile.Read(ref _turn);

    /// <summary>Calls <paramref name="listener"/> after each commit, soon, and never on the thread of whoever made the change.</summary>
    /// <returns>Ends the subscription.</returns>
    public IDisposable Subscribe(Action<Committed> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Subscription(this, listener);
    }

    /// <summary>From now on somebody reads the records that are committed, and wants to know which of them are this process's own.</summary>
    internal void Follow() => _isFollowed = true;

    /// <summary>Notes records that this process is about to commit.</summary>
    internal void Expect(IEnumerable<AuditRecord> records)
    {
        foreach (var record in _isFollowed ? records : [])
        {
            _own[(record.ObjectKey, record.Number)] = true;
        }
    }

    /// <summary>
    /// Notes that records were not committed after all, as far as is known: if they are there nevertheless they are told like those of
    /// another process.
    /// </summary>
    internal void Withdraw(IEnumerable<AuditRecord> records)
    {
        foreach (var record in _isFollowed ? records : [])
        {
            if (!_own.TryRemove((record.ObjectKey, record.Number), out _))
            {
                PublishOfOthers(Committed.Of(record)); // It was taken for ours when it was read.
            }
        }
    }

    /// <summary>Whether a record that was read is one that this process tells of itself. To be asked once.</summary>
    internal bool IsOwn(string objectKey, int number) => _own.TryRemove((objectKey, number), out _);

    /// <summary>Tells of a change of this process.</summary>
    internal void Publish(Committed change)
    {
        lock (_ordering)
        {
            _waiting.Enqueue(change with { Turn = Interlocked.Increment(ref _turn) });
        }

        Tell();
    }

    /// <summary>Tells of a change of another process.</summary>
    internal void PublishOfOthers(Committed change)
    {
        _waiting.Enqueue(change);
        Tell();
    }

    // Without the context of whoever made the change: what pages do about it is no part of that.
    private void Tell()
    {
        if (Interlocked.Increment(ref _untold) == 1)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(feed => feed.TellAll(), this, preferLocal: false);
        }
    }

    private void TellAll()
    {
        do
        {
            if (_waiting.TryDequeue(out var committed))
            {
                TellOne(committed);
            }
        }
        while (Interlocked.Decrement(ref _untold) > 0);
    }

    private void TellOne(Committed committed)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(committed);
            }
            catch (Exception exception)
            {
                LogListenerFailed(logger, committed.Key.Text, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not take in the change of {Object}.")]
    private static partial void LogListenerFailed(ILogger logger, string @object, Exception exception);

    /// <summary>One committed record.</summary>
    /// <param name="ProjectId">Null for changes of the instance.</param>
    /// <param name="EnvironmentId">Null for changes that concern every environment.</param>
    /// <param name="Key">The object.</param>
    /// <param name="Also">A second object that moved on with it.</param>
    /// <param name="Number">The object's new revision.</param>
    /// <param name="Actor">Who.</param>
    /// <param name="Summary">What, in words and without the person.</param>
    /// <param name="At">UTC.</param>
    public sealed record Committed(
        int? ProjectId, int? EnvironmentId, AuditKey Key, AuditKey? Also, int Number, Actor Actor, string Summary, DateTimeOffset At)
    {
        /// <summary>
        /// The place among the changes of this process, from 1: a page that began to read when <see cref="ChangeFeed.Turn"/> was this
        /// or more shows the change already. Null for what another process changed, which no page can know of.
        /// </summary>
        public long? Turn { get; internal init; }

        /// <summary>Whether the change moved on this object.</summary>
        public bool Concerns(AuditKey key) => Key == key || Also == key;

        internal static Committed Of(AuditRecord record) => new(
            record.ProjectId,
            record.EnvironmentId,
            new AuditKey(record.ObjectKey),
            record.AlsoKey is { } also ? new AuditKey(also) : null,
            record.Number,
            new Actor(record.ActorKind, record.ActorId, record.ActorName),
            record.Summary,
            record.At);
    }

    private sealed class Subscription(ChangeFeed feed, Action<Committed> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(
            ref feed._listeners, listeners => listeners.Remove(listener));
    }
}
