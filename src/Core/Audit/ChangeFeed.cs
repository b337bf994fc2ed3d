using System.Collections.Immutable;
using ExperimentAdmin.Core.Common;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Audit;

/// <summary>
/// Tells open pages what was just committed, so that they can catch up. A listener that fails is logged and never
/// reaches whoever made the change.
/// </summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private ImmutableList<Action<Committed>> _listeners = [];
    private long _turn;

    /// <summary>
    /// How many changes this process has committed and tells of. Whoever notes it before reading has read all of them:
    /// see <see cref="Committed.Turn"/>.
    /// </summary>
    public long Turn => Volatile.Read(ref _turn);

    /// <summary>Calls <paramref name="listener"/> after each commit, on the thread of whoever made the change.</summary>
    /// <returns>Ends the subscription.</returns>
    public IDisposable Subscribe(Action<Committed> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Subscription(this, listener);
    }

    internal void Publish(Committed change)
    {
        var committed = change with { Turn = Interlocked.Increment(ref _turn) };
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
    }

    private sealed class Subscription(ChangeFeed feed, Action<Committed> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(
            ref feed._listeners, listeners => listeners.Remove(listener));
    }
}
