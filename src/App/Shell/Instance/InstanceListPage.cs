using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>A page with a list for those who manage the whole instance. Core decides again with every read and change.</summary>
public abstract class InstanceListPage : ListPage
{
    private readonly InstanceGrant _grant = new();

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required AccessGate Gate { get; init; }

    /// <summary>A grant to manage the instance; null until it was asked for, and when it was refused.</summary>
    protected InstanceAccess? Access => _grant.Access;

    /// <summary>Why it was refused.</summary>
    protected IReadOnlyList<Error> Refusals => _grant.Refusals;

    // There is one instance, with one list of a kind.
    protected sealed override object Subject => this;

    protected sealed override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var admitted = await Gate.AdmitToInstanceAsync(await Current.GetAsync(), cancellation);
        var show = admitted.TryGet(out var access, out _) ? await ReadAsync(access, cancellation) : Forget;
        return () =>
        {
            _grant.Take(admitted);
            show();
        };
    }

    /// <summary>Reads what is asked for, with the grant to do so; without it nothing is shown.</summary>
    protected abstract Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation);
}
