using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Says which experiments somebody should look at.</summary>
public static class Attention
{
    /// <summary>How long an experiment can be paused, or wait for its start, before it is worth a question.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>What the state of an experiment alone tells; null when it is as it should be.</summary>
    public static AttentionReason? Of(ExperimentStatus status, RolloutReading rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return status switch
        {
            ExperimentStatus.Completed => null,
            _ when rollout.HasDrifted => AttentionReason.Drifted,
            ExperimentStatus.Running when rollout.State is not { Enabled: true, Percentage.Value: > 0 } => AttentionReason.NobodyEnters,
            _ => null,
        };
    }

    /// <summary>What the state tells, and how long it has been so.</summary>
    /// <param name="status">The experiment's status.</param>
    /// <param name="rollout">Its rollout.</param>
    /// <param name="since">When it was created or paused, whichever its status is about; UTC.</param>
    /// <param name="now">UTC.</param>
    public static AttentionReason? Of(ExperimentStatus status, RolloutReading rollout, DateTimeOffset since, DateTimeOffset now)
        => Of(status, rollout) ?? (status switch
        {
            ExperimentStatus.Paused when now - since >= Patience => AttentionReason.PausedLong,
            ExperimentStatus.Created when now - since >= Patience => AttentionReason.NotStarted,
            _ => null,
        });
}
