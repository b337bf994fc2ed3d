using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Says rollouts and what flags serve in sentences for <see cref="RichSentence"/>.</summary>
public static class RolloutSentences
{
    /// <summary>"20 % of identities enter. Half of them see `big`, half `classic` (control)."</summary>
    public static string Inside(RolloutDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Percentage.Value == 0 ? "Nobody enters." : $"{Enter(draft.Percentage)} enter. {Divided(draft, "see")}";
    }

    /// <summary>The same of a rollout that is over: "20 % of identities were in it. Half of them saw `big`, half `classic` (control)."</summary>
    public static string Was(RolloutDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Percentage.Value == 0 ? "Nobody was in it." : $"{Enter(draft.Percentage)} were in it. {Divided(draft, "saw")}";
    }

    /// <summary>What those outside get: "Everybody else sees `classic`."; null when nobody is outside.</summary>
    /// <param name="draft">The rollout.</param>
    /// <param name="environmentDefault">What the environment default serves then.</param>
    public static string? Outside(RolloutDraft draft, ServedState environmentDefault)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Percentage.Value switch
        {
            BasisPoints.Whole => null,
            0 => $"Everybody sees {ServedText.Of(environmentDefault)}.",
            _ => $"Everybody else sees {ServedText.Of(environmentDefault)}.",
        };
    }

    /// <summary>"20 % of identities", "All identities".</summary>
    public static string Enter(BasisPoints percentage)
        => percentage == BasisPoints.All ? "All identities" : $"{percentage} of identities";

    /// <summary>"2 identities have an override of their own and get that, whatever the experiment says."</summary>
    /// <param name="identities">How many; at least one.</param>
    public static string Forced(int identities) => $"{DisplayText.Count(identities, "identity", "identities")} "
        + $"{(identities == 1 ? "has an override of its own and gets" : "have an override of their own and get")} that, whatever the experiment says.";

    /// <summary>An arm: a variant by its key, control by what it serves.</summary>
    public static string Arm(Arm arm)
    {
        ArgumentNullException.ThrowIfNull(arm);
        return !arm.IsControl ? DisplayText.Code(arm.Key) : arm.Value is null ? "control" : $"{DisplayText.Code(arm.Value)} (control)";
    }

    private static string Divided(RolloutDraft draft, string see)
    {
        // Variants first: they are what the experiment is about.
        var parts = draft.Serving.Select((arm, index) => (arm, share: draft.Split[index])).Where(part => part.share.Value > 0)
            .OrderBy(part => part.arm.IsControl).ToList();
        return parts switch
        {
            [var all] => $"All of them {see} {Arm(all.arm)}.",
            [{ share.Value: 5_000 } first, { share.Value: 5_000 } second] => $"Half of them {see} {Arm(first.arm)}, half {Arm(second.arm)}.",
            _ => $"Of them {DisplayText.List([.. parts.Select((part, index)
                => $"{part.share} {(index == 0 ? $"{see} " : string.Empty)}{Arm(part.arm)}")])}.",
        };
    }
}
