namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>What became of the experiments that were stopped together.</summary>
/// <param name="Ids">Those that run again.</param>
/// <param name="Left">The names of those that are still paused, as their rollouts need a repair first.</param>
public sealed record Resumed(IReadOnlyList<int> Ids, IReadOnlyList<string> Left);
