using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.UseCases;

/// <summary>Says a change of a rollout in words: "rollout 20 % to 50 %".</summary>
internal static class RolloutSummary
{
    public static string Of(RolloutState? before, RolloutState after)
    {
        if (before is null)
        {
            return $"rollout set up: {after.Describe()}";
        }

        var parts = new List<string>();
        if (before.Percentage != after.Percentage)
        {
            parts.Add($"rollout {before.Percentage} to {after.Percentage}");
        }

        var keys = before.Shares.Concat(after.Shares).DistinctBy(part => part.VariantId)
            .Where(part => before.Of(part.VariantId) != after.Of(part.VariantId))
            .Select(part => $"{part.Key} {before.Of(part.VariantId)} to {after.Of(part.VariantId)}")
            .ToList();
        if (keys.Count > 0)
        {
            parts.Add($"split {string.Join(", ", keys)}");
        }

        if (!string.Equals(before.ControlValue, after.ControlValue, StringComparison.Ordinal))
        {
            parts.Add($"control value {FlagValue.Quote(before.ControlValue)} to {FlagValue.Quote(after.ControlValue)}");
        }

        if (before.Enabled != after.Enabled)
        {
            parts.Add(after.Enabled ? "override enabled" : "override disabled");
        }

        return string.Join("; ", parts);
    }
}
