using System.Collections.Immutable;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>
/// Tells open pages, after the commit, that sign-ins of somebody ended, so that they look at once whether theirs is one of
/// them. Those in other processes look each minute.
/// </summary>
public sealed class SessionEnds
{
    private ImmutableList<Action<int>> _listeners = [];

    /// <summary>Calls <paramref name="listener"/> with the person whose sign-ins ended. It may neither throw nor wait.</summary>
    /// <returns>Ends the subscription.</returns>
    public IDisposable Subscribe(Action<int> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
        return new Subscription(this, listener);
    }

    internal void Publish(int personId)
    {
        // What the pages then do is no part of the request that ended the sign-in.
        using var untraced = Telemetry.Untraced();
        foreach (var listener in _listeners)
        {
            listener(personId);
        }
    }

    private sealed class Subscription(SessionEnds ends, Action<int> listener) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref ends._listeners, listeners => listeners.Remove(listener));
    }
}
