using System.Diagnostics;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Which status can follow which.</summary>
public static class ExperimentLifecycle
{
    /// <summary>Whether an experiment may go from one status to another.</summary>
    public static bool Allows(ExperimentStatus from, ExperimentStatus to) => (from, to) switch
    {
        (ExperimentStatus.Created or ExperimentStatus.Paused, ExperimentStatus.Running) => true,
        (ExperimentStatus.Running, ExperimentStatus.Paused) => true,
        (ExperimentStatus.Running or ExperimentStatus.Paused, ExperimentStatus.Completed) => true,
        _ => false,
    };

    /// <summary>The word that people read.</summary>
    public static string Word(ExperimentStatus status) => status switch
    {
        ExperimentStatus.Created => "draft",
        ExperimentStatus.Running => "running",
        ExperimentStatus.Paused => "paused",
        ExperimentStatus.Completed => "completed",
        _ => throw new UnreachableException($"No word for {status}."),
    };

    internal static Error Refusal(string name, ExperimentStatus from, ExperimentStatus to) => new Error.Conflict(
        "transition_refused",
        (from, to) switch
        {
            (ExperimentStatus.Running, ExperimentStatus.Running) => $"{name} is running already.",
            (ExperimentStatus.Paused, ExperimentStatus.Paused) => $"{name} is paused already.",
            (ExperimentStatus.Completed, _) => $"{name} is completed, which is final. Create a new experiment on the flag.",
            (ExperimentStatus.Created, _) => $"{name} was never started. Start it first, or delete it.",
            _ => $"{name} is {Word(from)} and cannot become {Word(to)}.",
        });
}
