using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>
/// What one page has of the grant to manage the instance. It may outlive the grant, so that it asks again before each read. Core decides
/// again with every read and change.
/// </summary>
public sealed class InstanceGrant(AccessGate gate, CurrentActor current)
{
    /// <summary>The grant; null until it was asked for, and when it was refused.</summary>
    public InstanceAccess? Access { get; private set; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<Error> Refusals { get; private set; } = [];

    /// <summary>Asks for the grant, and reads with it.</summary>
    /// <param name="read">Reads what the page shows.</param>
    /// <param name="forget">What is shown without the grant.</param>
    /// <param name="cancellation">Something else is asked for, or the page is gone.</param>
    /// <returns>Shows it.</returns>
    internal async Task<Action> ReadAsync(Func<InstanceAccess, CancellationToken, Task<Action>> read, Action forget, CancellationToken cancellation)
    {
        var admitted = await gate.AdmitToInstanceAsync(await current.GetAsync(), cancellation);
        var show = admitted.TryGet(out var access, out _) ? await read(access, cancellation) : forget;
        return () =>
        {
            Refusals = admitted.Errors;
            if (admitted.Error is not Error.Unavailable)
            {
                Access = admitted.IsOk ? admitted.Value : null; // Whoever is in already keeps what they typed while the database is away.
            }

            show();
        };
    }
}
