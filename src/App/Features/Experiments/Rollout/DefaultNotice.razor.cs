using ExperimentAdmin.Core.Experiments.Conflicts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>What the environment default serves today, and what a new experiment makes of it.</summary>
public sealed partial class DefaultNotice
{
    [Parameter, EditorRequired]
    public required FlagServing Default { get; set; }

    /// <summary>When the default changes: the beginning of a sentence.</summary>
    [Parameter]
    public string From { get; set; } = "As soon as the experiment is created, before it starts";

    private FlagServing Control => Default with { Shares = [] };
}
