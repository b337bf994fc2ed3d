using ExperimentAdmin.Core.Flags.States;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>The experiment that holds a flag in an environment.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Freezes">Whether the flag cannot be edited because of it: it is running or paused.</param>
internal sealed record FlagExperimentWire(int Id, string Name, bool Freezes)
{
    public static FlagExperimentWire? Of(FlagExperiment? experiment)
        => experiment is null ? null : new(experiment.Id, experiment.Name, experiment.Freezes);
}
