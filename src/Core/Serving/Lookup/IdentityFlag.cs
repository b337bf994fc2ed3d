using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.Core.Serving.Lookup;

/// <summary>What an identity gets of one flag.</summary>
/// <param name="Flag">The flag as it is served.</param>
/// <param name="Explanation">What of it, and why.</param>
/// <param name="Experiment">The experiment that holds the flag, running or not; null without one.</param>
public sealed record IdentityFlag(ServedFlag Flag, FlagExplanation Explanation, FlagExperiment? Experiment)
{
    /// <summary>The override of the experiment's rollout where it is served; null otherwise.</summary>
    public OverrideExplanation? Rollout => Experiment?.SegmentId is { } segment
        ? Explanation.Overrides.FirstOrDefault(entry => entry.Segment.Definition.Id == ServedSegment.IdOf(segment))
        : null;

    /// <summary>The place of the variant among the arms, 0 for control; null for a plain flag.</summary>
    public int? Arm => !Flag.IsMultivariate ? null
        : Explanation.Answer.Outcome.Variant is { } variant ? 1 + Flag.Variants.Index().First(entry => entry.Item.Key == variant.Key).Index
        : 0;
}
