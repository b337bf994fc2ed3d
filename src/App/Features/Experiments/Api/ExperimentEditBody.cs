namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What changes an experiment; a member that is absent is kept.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Hypothesis">What is expected and why; not empty.</param>
internal sealed record ExperimentEditBody(string? Name = null, string? Hypothesis = null);
