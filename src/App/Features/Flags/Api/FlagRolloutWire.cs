using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>The rollout of the experiment that holds a flag: behind every override, and changed through the experiment alone.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="RolloutPercentage">How many identities enter, in percent of everyone, 0 to 100; null when the rollout has drifted.</param>
/// <param name="Enabled">Whether its override is enabled, as stored; it is served only while the experiment runs.</param>
/// <param name="Value">What control gets, as text; null for none.</param>
/// <param name="MultivariateFeatureStateValues">The variants with a share above 0 of those enrolled.</param>
internal sealed record FlagRolloutWire(
    int Experiment, double? RolloutPercentage, bool Enabled, string? Value, IReadOnlyList<AllocationWire> MultivariateFeatureStateValues)
{
    public static FlagRolloutWire? Of(RolloutOverrideView? rollout)
    {
        if (rollout is null)
        {
            return null;
        }

        var state = StateWire.Of(rollout.State);
        return new(
            rollout.Experiment.Id, rollout.Experiment.Percentage is { } percentage ? WirePercent.Write(percentage) : null,
            state.Enabled, state.Value, state.MultivariateFeatureStateValues);
    }
}
