using ExperimentAdmin.App.Shell.Frame;
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

    private IReadOnlyList<ExperimentAction> Actions => ExperimentActions.For(Item, Workspace);

    private ExperimentAction? First => Actions.Count == 0 ? null : Actions[0];
}
