namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>One version of a flag in its list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsLive">Whether the environment serves it.</param>
/// <param name="PublishedBy">Who made it.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="Summary">What changed with it, in words; null for the version that came with the flag.</param>
public sealed record FlagVersionItem(int Number, bool IsLive, string PublishedBy, DateTimeOffset PublishedAt, string? Summary);
