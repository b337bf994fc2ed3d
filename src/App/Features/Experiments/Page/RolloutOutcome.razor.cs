using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What a rollout comes to, while its sliders are moved: of everyone, and for single identities.</summary>
public sealed partial class RolloutOutcome
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    /// <summary>The experiment whose rollout it is; null while there is none.</summary>
    [Parameter]
    public int? ExperimentId { get; set; }
}
