namespace ExperimentAdmin.Bench;

/// <summary>One line of the result.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Figure">The median or count.</param>
/// <param name="Against">What it is compared with, and its figure.</param>
/// <param name="Ratio">How often the second goes into the first; null where nothing is compared.</param>
/// <param name="Goal">What was promised; null where the figure is only to be known.</param>
/// <param name="IsMet">Whether the promise holds in this run; null without one.</param>
internal sealed record BenchRow(
    string What, string Figure, string? Against = null, double? Ratio = null, string? Goal = null, bool? IsMet = null);
