using ExperimentAdmin.Core.Flags.Versions;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>A version of what an environment serves of a feature.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsLive">Whether the environment serves it.</param>
/// <param name="PublishedBy">Who made it.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="Summary">What changed with it, in words; null for the one that came with the feature.</param>
internal sealed record FlagVersionWire(int Number, bool IsLive, string PublishedBy, DateTimeOffset PublishedAt, string? Summary)
{
    public static FlagVersionWire Of(FlagVersionItem item) => new(item.Number, item.IsLive, item.PublishedBy, item.PublishedAt, item.Summary);
}
