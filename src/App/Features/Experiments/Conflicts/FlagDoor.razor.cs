using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Conflicts;

/// <summary>Says that the frozen flag of an experiment stands open to administrators, or did, and closes it.</summary>
public sealed partial class FlagDoor
{
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>It was closed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required CloseFrozenFlag Closing { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool MayAct => !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.Administer);

    private async Task CloseAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var closed = await Closing.RunAsync(new(Workspace.Access, Workspace.Environment.Id, View.Item.Id), CancellationToken.None);
            Toasts.Say(closed.Error?.Message ?? "The flag is frozen again.", closed.IsOk ? Severity.Success : Severity.Error);
        }
        finally
        {
            _busy = false;
        }

        if (!WasLeft)
        {
            await OnChanged.InvokeAsync();
        }
    }
}
