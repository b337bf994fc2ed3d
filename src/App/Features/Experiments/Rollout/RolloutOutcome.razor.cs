using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>What a rollout comes to, for those who want to know: of everyone in numbers, and for single identities. It is worked out when it is opened.</summary>
public sealed partial class RolloutOutcome
{
    private bool _unfolded;

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    /// <summary>The experiment whose rollout it is; null while there is none.</summary>
    [Parameter]
    public int? ExperimentId { get; set; }
}
