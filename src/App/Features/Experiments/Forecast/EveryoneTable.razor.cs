using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Forecast;

/// <summary>The bar of everyone in numbers.</summary>
public sealed partial class EveryoneTable
{
    private const int Of = 100_000;

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    private int[] Numbers => RolloutEffect.OutOf(Draft.Percentage, Draft.Split, Of);
}
