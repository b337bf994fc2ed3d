namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What should hold before an experiment starts.</summary>
/// <param name="Checks">All of it.</param>
internal sealed record StartChecksWire(IReadOnlyList<StartCheckWire> Checks);
