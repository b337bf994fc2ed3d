namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>A finished experiment as one row of their list.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="FlagName">The name of its flag.</param>
/// <param name="StartedAt">UTC; null for one that was never started.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="IsArchived">Whether it is out of the list of experiments.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record FinishedItem(
    int Id, string Name, string FlagName, DateTimeOffset? StartedAt, DateTimeOffset EndedAt, bool IsArchived, ExperimentOutcome Outcome);
