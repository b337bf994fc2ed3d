using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>What this person can do with the experiment now: the next thing as a button, the rest in a menu.</summary>
public sealed partial class ExperimentButtons
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentItem Item { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<ExperimentAction> OnAction { get; set; }

    /// <summary>Where its rollout is edited; null for who may not, or does so already.</summary>
    [Parameter]
    public string? EditHref { get; set; }

    /// <summary>Whether the end of a completed one can still be undone.</summary>
    [Parameter]
    public bool CanUndo { get; set; } = true;

    /// <summary>Whether the frozen flag can be opened to administrators, which is offered in the menu.</summary>
    [Parameter]
    public bool CanOpenFlag { get; set; }

    [Parameter]
    public EventCallback OnOpenFlag { get; set; }

    private IReadOnlyList<ExperimentAction> Actions
        => [.. ExperimentActions.For(Item, Workspace).Where(action => action is not ExperimentAction.UndoEnd || CanUndo)];

    // Nobody is invited to delete, and what is over is looked at first.
    private ExperimentAction? First => Item.Status is not ExperimentStatus.Completed && Actions is [not ExperimentAction.Delete and var first, ..] ? first : null;

    private IEnumerable<ExperimentAction> Rest => Actions.Where(action => action != First);

    private bool DuplicateFirst => Item.Status is ExperimentStatus.Completed && CopyItems.AreOffered(Workspace);

    private bool IsEditMain => First is not { } first || !IsMain(first);

    private static bool IsMain(ExperimentAction action) => action is ExperimentAction.Start or ExperimentAction.Resume;
}
