namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Which experiments were stopped together, or run again.</summary>
/// <param name="Experiments">Their ids.</param>
/// <param name="Left">The names of those that stayed paused, as their rollouts need a repair first.</param>
internal sealed record StoppedWire(IReadOnlyList<int> Experiments, IReadOnlyList<string> Left);
