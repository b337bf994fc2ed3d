using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What creates an experiment.</summary>
/// <param name="Feature">The id of the multivariate flag that it is on.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Hypothesis">What is expected and why; not empty.</param>
/// <param name="Metrics">Has to be empty or absent: metrics cannot be attached yet.</param>
/// <param name="ExperimentRollout">Its rollout; without it the experiment has none yet.</param>
/// <param name="Description">What else people should know, at most 10,000 characters.</param>
/// <param name="Tags">At most 10 of 30 characters; kept in lower case, each once.</param>
/// <param name="Owner">The id of somebody who can read the project; null for nobody, and absent for the person who creates it.</param>
internal sealed record NewExperimentBody(
    int Feature, string Name, string Hypothesis, IReadOnlyList<object>? Metrics = null, NewRolloutBody? ExperimentRollout = null,
    string? Description = null, IReadOnlyList<string>? Tags = null, [OrNull] int? Owner = null);
