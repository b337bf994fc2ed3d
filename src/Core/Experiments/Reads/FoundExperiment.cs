using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An experiment that a text was found in.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="FlagName">The name of its flag.</param>
/// <param name="Status">Its status.</param>
public sealed record FoundExperiment(int Id, string Name, string FlagName, ExperimentStatus Status);
