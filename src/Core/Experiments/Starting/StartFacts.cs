using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Traffic;

namespace ExperimentAdmin.Core.Experiments.Starting;

/// <summary>What is known before an experiment starts.</summary>
/// <param name="Rollout">Its rollout; null without one.</param>
/// <param name="DefaultEnabled">Whether the environment default is enabled.</param>
/// <param name="Overrides">How many overrides of segments and identities come before the rollout.</param>
/// <param name="Use">What is known of applications that use the flag.</param>
/// <param name="Editors">Who else is editing it right now.</param>
public sealed record StartFacts(RolloutState? Rollout, bool DefaultEnabled, int Overrides, FlagUse Use, IReadOnlyList<string> Editors)
{
    /// <summary>What should hold and does not, in the order in which it is shown.</summary>
    public IReadOnlyList<StartCheck> Unmet => [.. Enum.GetValues<StartCheck>().Where(check => !IsMet(check))];

    private IReadOnlyList<BasisPoints> Shares => Rollout is null ? [] : [.. Rollout.Shares.Select(part => part.Share).Append(Rollout.ControlShare).Where(share => share.Value > 0)];

    /// <summary>Whether one of them holds. What there is no rollout for is not asked of it.</summary>
    public bool IsMet(StartCheck check) => check switch
    {
        StartCheck.Rollout => Rollout is { Percentage.Value: > 0 },
        StartCheck.TwoArms => Rollout is null || Shares.Count > 1,
        StartCheck.Control => Rollout is null || Rollout.ControlShare.Value > 0,
        StartCheck.EvenSplit => Rollout is null || SplitBalance.IsEven(Shares),
        StartCheck.DefaultEnabled => DefaultEnabled,
        StartCheck.NotOutranked => Overrides == 0,
        StartCheck.Asked => Use is not FlagUse.None,
        StartCheck.NobodyEdits => Editors.Count == 0,
    };

    /// <summary>What does not hold, in a sentence; or what does.</summary>
    public string Say(StartCheck check)
    {
        var isMet = IsMet(check);
        return check switch
        {
            StartCheck.Rollout => isMet ? "It has a rollout." : Rollout is null ? "There is no rollout, so nobody enters." : "The rollout is at 0 %, so nobody enters.",
            StartCheck.TwoArms => isMet ? "At least two arms have a share." : "Only one arm has a share, so there is nothing to compare.",
            StartCheck.Control => isMet ? "Control has a share." : "Control has no share, so there is nothing to compare with what people see today.",
            StartCheck.EvenSplit => isMet ? "The split is even." : "The split is uneven: it takes more people to learn the same.",
            StartCheck.DefaultEnabled => isMet ? "The environment default is enabled." : "The environment default is disabled: whoever is outside has the flag switched off.",
            StartCheck.NotOutranked => isMet ? "No override comes before the rollout."
                : Overrides == 1 ? "1 override comes before the rollout: whom it is for is not in the experiment."
                : $"{Overrides} overrides come before the rollout: whom they are for is not in the experiment.",
            StartCheck.Asked => isMet ? "An application asked for the flag in the last day." : "No application asked for the flag in the last day, so nobody may see anything of it.",
            StartCheck.NobodyEdits => isMet ? "Nobody else is editing it." : $"{string.Join(", ", Editors)} {(Editors.Count == 1 ? "is" : "are")} editing it right now.",
        };
    }

    /// <summary>In a few words, for records.</summary>
    internal static string Word(StartCheck check) => check switch
    {
        StartCheck.Rollout => "nobody enters",
        StartCheck.TwoArms => "one arm",
        StartCheck.Control => "no control",
        StartCheck.EvenSplit => "uneven split",
        StartCheck.DefaultEnabled => "default disabled",
        StartCheck.NotOutranked => "outranked",
        StartCheck.Asked => "nobody asks",
        StartCheck.NobodyEdits => "somebody edits",
    };
}
