using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>A page for those who manage the whole instance.</summary>
public abstract class InstancePage : DetailPage
{
    [Inject]
    public required InstanceGrant Grant { get; init; }

    /// <summary>The grant; null until it was asked for, and when it was refused.</summary>
    protected InstanceAccess? Access => Grant.Access;

    /// <summary>Why it was refused.</summary>
    protected IReadOnlyList<Error> Refusals => Grant.Refusals;

    // There is one instance, and nothing else in the address.
    protected sealed override object Subject => this;

    protected sealed override object Asked => this;

    protected override void Forget()
    {
        // A page begins once.
    }

    protected sealed override Task<Action> ReadAsync(CancellationToken cancellation) => Grant.ReadAsync(ReadAsync, Forget, cancellation);

    /// <summary>Reads what the page needs beside the grant.</summary>
    protected virtual Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation) => Task.FromResult<Action>(() => { });
}
