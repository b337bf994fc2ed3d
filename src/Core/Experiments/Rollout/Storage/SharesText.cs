using System.Text.Json;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>The shares of variants as the history of an experiment keeps them: in periods, and for the environment default from before the first rollout.</summary>
internal static class SharesText
{
    public static string Write(IReadOnlyDictionary<int, BasisPoints> allocations) => JsonSerializer.Serialize(allocations);

    /// <summary>Shares by variant id; null when nothing was remembered.</summary>
    public static Dictionary<int, BasisPoints>? Read(string? text)
        => text is null ? null : JsonSerializer.Deserialize<Dictionary<int, BasisPoints>>(text);
}
