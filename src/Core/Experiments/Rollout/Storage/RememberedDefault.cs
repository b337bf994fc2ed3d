using System.Text.Json;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>How an experiment remembers the environment default's allocations from before its first rollout.</summary>
internal static class RememberedDefault
{
    public static string Write(IReadOnlyDictionary<int, int> allocations) => JsonSerializer.Serialize(allocations);

    /// <summary>Basis points by variant id; null when nothing was remembered.</summary>
    public static Dictionary<int, int>? Read(string? text)
        => text is null ? null : JsonSerializer.Deserialize<Dictionary<int, int>>(text);
}
