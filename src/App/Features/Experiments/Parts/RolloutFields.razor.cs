using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Flags.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>Everything that can be set of a rollout, the same in the wizard and on the experiment's page.</summary>
public sealed partial class RolloutFields
{
    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<RolloutDraft> DraftChanged { get; set; }

    [Parameter, EditorRequired]
    public required FlagValueType ValueType { get; set; }

    [Parameter, EditorRequired]
    public required FormChecks Checks { get; set; }

    /// <summary>The experiment whose rollout it is; null while there is none.</summary>
    [Parameter]
    public int? ExperimentId { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Told whether a box holds something that is no percentage.</summary>
    [Parameter]
    public EventCallback<bool> RefusedChanged { get; set; }
}
