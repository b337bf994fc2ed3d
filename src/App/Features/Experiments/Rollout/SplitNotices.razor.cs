using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>
/// What to mind of a split: tells it and the rollout apart for somebody who took an arm down, and offers what they may have meant; and says
/// which arms nobody inside gets.
/// </summary>
public sealed partial class SplitNotices
{
    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<RolloutDraft> DraftChanged { get; set; }

    private RolloutDraft? Lower => Draft.LowerRollout();

    // What is archived is out for good.
    private IReadOnlyList<string> Missing => [.. Draft.Arms.Index().Where(arm => Draft.Split[arm.Index].Value == 0 && !arm.Item.IsArchived).Select(arm => arm.Item.Key)];

    private string MissingTitle => $"{string.Join(" and ", Missing)} {(Missing.Count == 1 ? "gets" : "get")} 0 %";

    private static decimal New(RolloutDraft draft)
        => decimal.Round(draft.VariantSplit.Sum(share => RolloutEffect.PercentOfEveryone(draft.Percentage, share)), 2);
}
