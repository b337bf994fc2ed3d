using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Everything that can be set of a rollout, the same in the wizard and on the experiment's page.</summary>
public sealed partial class RolloutFields
{
    private readonly string _splitId = ElementIds.New("split");
    private readonly string _everyoneId = ElementIds.New("everyone");

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<RolloutDraft> DraftChanged { get; set; }

    [Parameter, EditorRequired]
    public required FlagValueType ValueType { get; set; }

    [Parameter, EditorRequired]
    public required FormChecks Checks { get; set; }

    /// <summary>Told of a box, by its field, whether it holds something that is no percentage.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(string Field, bool Refused)> RefusedChanged { get; set; }

    /// <summary>The experiment whose rollout it is; null while there is none.</summary>
    [Parameter]
    public int? ExperimentId { get; set; }

    /// <summary>What else to know while it is set; beside the sliders where there is room, and below them where there is none.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
