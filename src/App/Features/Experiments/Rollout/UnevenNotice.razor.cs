using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Tells rollout and split apart for somebody who took an arm down, and offers what they may have meant.</summary>
public sealed partial class UnevenNotice
{
    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<RolloutDraft> DraftChanged { get; set; }

    private RolloutDraft? Lower => Draft.LowerRollout();

    private static decimal New(RolloutDraft draft)
        => decimal.Round(draft.VariantSplit.Sum(share => RolloutEffect.PercentOfEveryone(draft.Percentage, share)), 2);
}
