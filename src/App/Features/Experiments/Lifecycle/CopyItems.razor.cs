using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>The ways to begin another experiment with what one is, as items of its menu or as a button.</summary>
public sealed partial class CopyItems
{
    private bool _busy;

    /// <summary>Where the experiment is. What a menu opens stands outside of the page, which can cascade nothing to it.</summary>
    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentItem Item { get; set; }

    [Parameter]
    public CopyWays Shows { get; set; }

    [Inject]
    public required DuplicateExperiment Duplicate { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>Whether somebody may begin experiments here.</summary>
    public static bool AreOffered(Workspace here)
    {
        ArgumentNullException.ThrowIfNull(here);
        return here.Access.May(Permission.RunExperiments) && !here.Environment.IsArchived;
    }

    private async Task DuplicateAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var here = Workspace;
        var copied = await Duplicate.RunAsync(new(here.Access, Item.Id, here.Environment.Id), CancellationToken.None);
        _busy = false;
        if (WasLeft)
        {
            return;
        }

        if (copied.TryGet(out var draft, out var error))
        {
            Navigation.NavigateTo(here.Href($"experiments/new/{draft}/setup"));
        }
        else
        {
            Toasts.Say(error.Message, Severity.Error);
        }
    }
}
