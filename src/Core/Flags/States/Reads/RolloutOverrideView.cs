using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>The override of the experiment that holds the flag: always the last one, and not edited here.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="State">What the enrolled get while it runs.</param>
public sealed record RolloutOverrideView(FlagExperiment Experiment, ServedState State);
