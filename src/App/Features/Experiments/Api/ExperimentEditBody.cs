using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What changes an experiment; a member that is absent is kept.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Hypothesis">What is expected and why; not empty.</param>
/// <param name="Description">What else people should know, at most 10,000 characters.</param>
/// <param name="Tags">At most 10 of 30 characters; kept in lower case, each once.</param>
/// <param name="PlannedDays">For how many days it is to run from its first start, at most 3,650; 0 for no plan.</param>
/// <param name="Owner">The id of somebody who can read the project; null for nobody.</param>
internal sealed record ExperimentEditBody(
    string? Name = null, string? Hypothesis = null, string? Description = null, IReadOnlyList<string>? Tags = null, [OrNull] int? Owner = null,
    int? PlannedDays = null);
