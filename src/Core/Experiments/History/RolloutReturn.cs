using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>Says whether a rollout can be again what it was.</summary>
internal static class RolloutReturn
{
    /// <summary>Why it cannot; null when nothing stands against it.</summary>
    /// <param name="name">The experiment.</param>
    /// <param name="was">The rollout that it had; null for none.</param>
    /// <param name="now">The rollout that it has.</param>
    /// <param name="arms">The flag's arms.</param>
    /// <param name="type">What the flag's values are.</param>
    public static Error? WhyNot(string name, RolloutState? was, RolloutReading now, IReadOnlyList<Arm> arms, FlagValueType type)
    {
        if (now.HasDrifted)
        {
            return RolloutErrors.Drifted(name);
        }

        if (was is null || now.State is not { } current)
        {
            return null;
        }

        foreach (var part in was.Shares.Where(part => current.Of(part.VariantId).Value < part.Share.Value))
        {
            if (arms.FirstOrDefault(arm => arm.VariantId == part.VariantId) is not { } arm)
            {
                return HistoryErrors.VariantGone(part.Key);
            }

            if (arm.IsArchived)
            {
                return HistoryErrors.VariantArchived(arm.Key);
            }
        }

        return was.ControlValue is { } value && value != current.ControlValue && !FlagValue.Parse(type, value, "controlValue").IsOk
            ? HistoryErrors.ValueUnfit()
            : null;
    }
}
