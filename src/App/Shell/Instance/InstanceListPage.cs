using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>A page with a list for those who manage the whole instance.</summary>
public abstract class InstanceListPage : ListPage
{
    [Inject]
    public required InstanceGrant Grant { get; init; }

    /// <summary>The grant; null until it was asked for, and when it was refused.</summary>
    protected InstanceAccess? Access => Grant.Access;

    /// <summary>Why it was refused.</summary>
    protected IReadOnlyList<Error> Refusals => Grant.Refusals;

    // There is one instance, with one list of a kind.
    protected sealed override object Subject => this;

    protected sealed override Task<Action> ReadAsync(CancellationToken cancellation) => Grant.ReadAsync(ReadAsync, Forget, cancellation);

    /// <summary>Reads what is asked for, with the grant to do so; without it nothing is shown.</summary>
    protected abstract Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation);
}
