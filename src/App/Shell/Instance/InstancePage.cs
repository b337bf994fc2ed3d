using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Instance;

/// <summary>A page for those who manage the whole instance. Core decides again with every read and change.</summary>
public abstract class InstancePage : DetailPage
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

    // There is one instance, and nothing else in the address.
    protected sealed override object Subject => this;

    protected sealed override object Asked => this;

    protected override void Forget()
    {
        // A page begins once.
    }

    protected sealed override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var admitted = await Gate.AdmitToInstanceAsync(await Current.GetAsync(), cancellation);
        var show = admitted.TryGet(out var access, out _) ? await ReadAsync(access, cancellation) : null;
        return () =>
        {
            _grant.Take(admitted);
            show?.Invoke();
        };
    }

    /// <summary>Reads what the page needs beside the grant.</summary>
    protected virtual Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation) => Task.FromResult<Action>(() => { });
}
