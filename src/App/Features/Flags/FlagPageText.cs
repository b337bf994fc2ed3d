using ExperimentAdmin.App.Shell.Shared.Experiments;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags;

/// <summary>How flags are put into words and bars, the same on every page of them.</summary>
internal static class FlagPageText
{
    /// <summary>Control and every variant that has a share, in the colours that they have everywhere.</summary>
    public static IReadOnlyList<BarArm> Bar(ServedState state, IReadOnlyList<VariantView> variants) =>
    [
        new BarArm(0, VariantKey.Control, state.ControlShare),
        .. variants.Index().Select(entry => new BarArm(entry.Index + 1, entry.Item.Key, state.Of(entry.Item.Id))).Where(arm => arm.Share.Value > 0),
    ];

    /// <summary>The place of a variant among the arms, which gives its colour.</summary>
    public static int Arm(IReadOnlyList<VariantView> variants, int variantId)
        => 1 + variants.Index().First(entry => entry.Item.Id == variantId).Index;

    public static StatusTone Tone(FlagExperiment experiment) => Enum.Parse<StatusTone>(experiment.Status, ignoreCase: true);

    /// <summary>Whether anybody can get what a rollout serves: its experiment runs, it is switched on, and somebody enters.</summary>
    public static bool IsServed(RolloutOverrideView rollout)
        => rollout is { State.Enabled: true, Experiment.Percentage.Value: > 0 } && Tone(rollout.Experiment) is StatusTone.Running;

    /// <summary>How many an experiment takes now, before its name: "20 % of identities are", "Nobody is".</summary>
    public static string Taken(RolloutOverrideView rollout) => !IsServed(rollout) ? "Nobody is"
        : rollout.Experiment.Percentage == BasisPoints.All ? "All identities are"
        : $"{rollout.Experiment.Percentage} of identities are";

    /// <summary>Why shares are too many, in a sentence; null when they fit.</summary>
    public static string? Excess(int allocated)
        => allocated > BasisPoints.Whole ? FlagErrors.AllocationsTooLarge(allocated).Message : null;
}
