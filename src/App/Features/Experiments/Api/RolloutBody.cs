using ExperimentAdmin.App.Shell.Api.Wire;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What is wanted of a rollout; a member that is absent is kept. At least one has to be there.</summary>
/// <param name="Enabled">Whether the override is enabled.</param>
/// <param name="RolloutPercentage">How many identities enter, in percent of everyone, 0 to 100, at most two decimals.</param>
/// <param name="FeatureStateValue">What control gets.</param>
/// <param name="MultivariateFeatureStateValues">
/// The whole split: a variant left out gets 0, an empty list gives everybody control. The shares add up to 100 at most; control takes the rest.
/// </param>
internal sealed record RolloutBody(
    bool? Enabled = null,
    double? RolloutPercentage = null,
    FlagValueWire? FeatureStateValue = null,
    IReadOnlyList<AllocationWire>? MultivariateFeatureStateValues = null);
