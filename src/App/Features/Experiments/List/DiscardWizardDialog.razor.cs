using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Drafts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>Asks before an unfinished wizard is thrown away, does it, and says why when it is refused. Show it with an <c>@if</c>.</summary>
public sealed partial class DiscardWizardDialog
{
    private IReadOnlyList<Error> _errors = [];
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>The wizard.</summary>
    [Parameter, EditorRequired]
    public required string DraftId { get; set; }

    /// <summary>The question.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>What has to be over before it is thrown away, if anything.</summary>
    [Parameter]
    public Func<Task>? First { get; set; }

    /// <summary>It is gone; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDiscarded { get; set; }

    /// <summary>It was refused, so the wizard is still there.</summary>
    [Parameter]
    public EventCallback OnRefused { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required ExperimentDrafts Wizards { get; init; }

    private async Task DiscardAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await (First?.Invoke() ?? Task.CompletedTask);
            _errors = (await Wizards.DiscardAsync(Workspace.Access, Workspace.Environment.Id, DraftId, CancellationToken.None)).Errors;
        }
        finally
        {
            _busy = false;
        }

        await (_errors.Count == 0 ? OnDiscarded : OnRefused).InvokeAsync();
    }
}
