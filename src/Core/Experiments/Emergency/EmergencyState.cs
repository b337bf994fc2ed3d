namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>What could be stopped in an environment, and what was.</summary>
/// <param name="Running">The names of the experiments that run, by id.</param>
/// <param name="Stopped">The names of those that are paused by Stop all, by id.</param>
/// <param name="StoppedAt">When that was last done, UTC; null when nothing is stopped.</param>
/// <param name="StoppedBy">Who did it.</param>
public sealed record EmergencyState(IReadOnlyList<string> Running, IReadOnlyList<string> Stopped, DateTimeOffset? StoppedAt, string? StoppedBy);
