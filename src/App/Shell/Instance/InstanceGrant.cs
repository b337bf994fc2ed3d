using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>What one page has of the grant to manage the instance. It may outlive the grant, so that it asks again before each read.</summary>
internal sealed class InstanceGrant
{
    /// <summary>The grant; null until it was asked for, and when it was refused.</summary>
    public InstanceAccess? Access { get; private set; }

    /// <summary>Why it was refused.</summary>
    public IReadOnlyList<Error> Refusals { get; private set; } = [];

    /// <summary>Takes what the gate answered.</summary>
    public void Take(Result<InstanceAccess> admitted)
    {
        Refusals = admitted.Errors;
        if (admitted.Error is not Error.Unavailable)
        {
            Access = admitted.IsOk ? admitted.Value : null; // Whoever is in already keeps what they typed while the database is away.
        }
    }
}
