using System.Text.Json;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>How an experiment remembers the environment default's allocations from before its first rollout.</summary>
internal static class RememberedDefault
{
    public static string Write(IReadOnlyDictionary<int, BasisPoints> allocations) => JsonSerializer.Serialize(allocations);

    /// <summary>Shares by variant id; null when nothing was remembered.</summary>
    public static Dictionary<int, BasisPoints>? Read(string? text)
        => text is null ? null : JsonSerializer.Deserialize<Dictionary<int, BasisPoints>>(text);
}
