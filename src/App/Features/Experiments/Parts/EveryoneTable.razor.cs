using ExperimentAdmin.Core.Experiments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>The bar of everyone in numbers.</summary>
public sealed partial class EveryoneTable
{
    private const int Of = 100_000;

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    private int[] Numbers => RolloutEffect.OutOf(Draft.Percentage, Draft.Split, Of);
}
