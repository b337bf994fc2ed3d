using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Offers rollouts near to one that makes people switch arms, which move fewer or nobody.</summary>
public sealed partial class SplitWays
{
    /// <summary>The rollout that is worked on.</summary>
    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<SplitAlternative> Alternatives { get; set; }

    /// <summary>How many are enrolled, as the alternatives count.</summary>
    [Parameter, EditorRequired]
    public required long Enrolled { get; set; }

    /// <summary>One was chosen.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<RolloutDraft> OnChoose { get; set; }

    private static string Word(SplitAlternative alternative) => alternative.Kind switch
    {
        SplitAlternativeKind.RolloutInstead => $"Keep the split, set the rollout to {alternative.Percentage}",
        SplitAlternativeKind.FewerSwitches => "Take this split",
    };

    private string Say(SplitAlternative alternative) => alternative.Kind switch
    {
        SplitAlternativeKind.RolloutInstead => "Change the rollout instead: as many of everyone get the arm that you changed most, and nobody switches.",
        SplitAlternativeKind.FewerSwitches => $"Take it from the arm beside: {Split(alternative)}. {DisplayText.Share(alternative.Switched, Enrolled)} of those enrolled switch.",
    };

    private string Split(SplitAlternative alternative) => DisplayText.List([.. DraftOf(alternative).Bar.Select(arm => $"{DisplayText.Code(arm.Key)} {arm.Share}")]);

    private RolloutDraft DraftOf(SplitAlternative alternative)
        => Draft with { Percentage = alternative.Percentage, Split = [BasisPoints.Left(alternative.Variants), .. alternative.Variants] };
}
