using ExperimentAdmin.Core.Flags.States.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>What the environment default serves today, and what a new experiment makes of it.</summary>
public sealed partial class DefaultNotice
{
    [Parameter, EditorRequired]
    public required ServedState Default { get; set; }

    /// <summary>When the default changes: the beginning of a sentence.</summary>
    [Parameter]
    public string From { get; set; } = "As soon as the experiment is created, before it starts";

    private ServedState Control => Default with { Shares = [] };
}
