using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>A page of experiments, each with what this person may do with it. On a phone every row is a card.</summary>
public sealed partial class ExperimentsTable
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required Page<ExperimentItem> Page { get; set; }

    /// <summary>The order that is shown, as <see cref="Ui.Lists.SortHeader"/> has it.</summary>
    [Parameter, EditorRequired]
    public required string Sort { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>An action was chosen from the menu of a row.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(ExperimentItem Item, ExperimentAction Action)> OnChoose { get; set; }

    // Two of the reasons: the others are about time, which the home page tells.
    private static string Word(AttentionReason reason) => reason is AttentionReason.Drifted ? "Needs repair" : "Nobody enters";

    private static string Why(AttentionReason reason) => reason is AttentionReason.Drifted
        ? "Parts of its rollout were removed by other means. Open it to repair the rollout."
        : "It is running, and nobody enters: its rollout is at 0 % or switched off.";

    private static bool CanRepair(ExperimentItem item) => Attention.Of(item.Status, item.Rollout) is AttentionReason.Drifted;

    private string Href(ExperimentItem item) => Workspace.Href($"experiments/{item.Id}");
}
