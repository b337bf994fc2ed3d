using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell;

/// <summary>A page for those who manage the whole instance. Core decides again with every read and change.</summary>
public abstract class InstancePage : ActingPart
{
    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required AccessGate Gate { get; init; }

    /// <summary>Leave to manage the instance; null until it was asked for, and when it was refused.</summary>
    protected InstanceAccess? Access { get; private set; }

    /// <summary>Why it was refused.</summary>
    protected IReadOnlyList<Error> Refusals { get; private set; } = [];

    protected override Task OnInitializedAsync() => AdmitAsync();

    /// <summary>Asks for the leave again, before each read: an open page may outlive it.</summary>
    /// <returns>The leave, or null when it is refused.</returns>
    protected async Task<InstanceAccess?> AdmitAsync()
    {
        var admitted = await Gate.AdmitToInstanceAsync(await Current.GetAsync(), CancellationToken.None);
        Refusals = admitted.Errors;
        if (admitted.Error is not Error.Unavailable)
        {
            Access = admitted.IsOk ? admitted.Value : null; // Whoever is in already keeps what they typed while the database is away.
        }

        return admitted.IsOk ? Access : null;
    }
}
