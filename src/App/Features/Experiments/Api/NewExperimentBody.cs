namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What creates an experiment.</summary>
/// <param name="Feature">The id of the multivariate flag that it is on.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Hypothesis">What is expected and why; not empty.</param>
/// <param name="Metrics">Has to be empty or absent: metrics cannot be attached yet.</param>
/// <param name="ExperimentRollout">Its rollout; without it the experiment has none yet.</param>
internal sealed record NewExperimentBody(
    int Feature, string Name, string Hypothesis, IReadOnlyList<object>? Metrics = null, NewRolloutBody? ExperimentRollout = null);
