using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>The rollout that an experiment is created with.</summary>
/// <param name="Enabled">Whether the override is enabled.</param>
/// <param name="RolloutPercentage">How many identities enter, in percent of everyone, 0 to 100, at most two decimals.</param>
/// <param name="FeatureStateValue">What control gets.</param>
/// <param name="MultivariateFeatureStateValues">
/// The split: a variant left out gets 0. The shares add up to 100 at most; control takes the rest, and everything where this is absent.
/// </param>
internal sealed record NewRolloutBody(
    bool Enabled, double RolloutPercentage, FlagValueWire FeatureStateValue, IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues);
