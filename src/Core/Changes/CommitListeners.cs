using System.Collections.Immutable;

namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// Those who are waited for after every commit that changed what environments serve, before whoever made the change gets
/// their answer. Nobody at first.
/// </summary>
public sealed class CommitListeners
{
    private ImmutableList<ICommitListener> _listeners = [];

    /// <summary>From now on <paramref name="listener"/> is waited for.</summary>
    public void Add(ICommitListener listener) => ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));

    internal async Task CommittedAsync(IReadOnlyDictionary<int, long> environments)
    {
        foreach (var listener in _listeners)
        {
            await listener.CommittedAsync(environments);
        }
    }
}
