using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>An experiment as it was read, with other words or another owner.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Hypothesis">What is expected and why; not empty.</param>
/// <param name="Feature">Its flag, as it was read; another one is refused.</param>
/// <param name="Metrics">Has to be empty or absent: metrics cannot be attached yet.</param>
/// <param name="ExperimentRollout">Its rollout, as it was read, null for none; another one is refused.</param>
/// <param name="Description">What else people should know, at most 10,000 characters.</param>
/// <param name="Tags">At most 10 of 30 characters; kept in lower case, each once.</param>
/// <param name="Owner">As it was read, or the id of somebody who can read the project; null for nobody.</param>
internal sealed record ExperimentPutBody(
    string Name, string Hypothesis, JsonNode? Feature, IReadOnlyList<object>? Metrics, [OrNull] RolloutWire? ExperimentRollout,
    string? Description, IReadOnlyList<string>? Tags, [OrNull] JsonNode? Owner);
