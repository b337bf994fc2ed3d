using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Traffic;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Says which experiments somebody should look at.</summary>
public static class Attention
{
    /// <summary>How long an experiment can be paused, or wait for its start, before it is worth a question.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    /// <summary>How long an experiment can run before it is worth a question that no application asks for its flag.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>How long everybody can be in an experiment before it is worth a question.</summary>
    public static readonly TimeSpan FullPatience = TimeSpan.FromDays(14);

    /// <summary>For how long after its end it is asked what was learned of an experiment.</summary>
    public static readonly TimeSpan OpenPatience = TimeSpan.FromDays(30);

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
    /// <param name="item">The experiment.</param>
    /// <param name="since">When it was created or paused, whichever its status is about; UTC.</param>
    /// <param name="now">UTC.</param>
    public static AttentionReason? Of(ExperimentItem item, DateTimeOffset since, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Of(item.Status, item.Rollout) ?? (item.Status switch
        {
            ExperimentStatus.Running when NobodyAsks(item, now) => AttentionReason.NobodyAsks,
            ExperimentStatus.Running when item.FullSince is { } full && now - full >= FullPatience => AttentionReason.AtFull,
            ExperimentStatus.Running when item.PlannedUntil < now => AttentionReason.LongerThanPlanned,
            ExperimentStatus.Completed when item is { Outcome.Conclusion: null, ArchivedAt: null, EndedAt: { } ended } && now - ended < OpenPatience
                => AttentionReason.EndedOpen,
            ExperimentStatus.Paused when now - since >= Patience => AttentionReason.PausedLong,
            ExperimentStatus.Created when now - since >= Patience => AttentionReason.NotStarted,
            _ => null,
        });
    }

    /// <summary>
    /// Whether an experiment runs for long enough, and no application asks for its flag; false where the item does not tell its traffic,
    /// and where applications evaluate on their own, which nobody here can see.
    /// </summary>
    public static bool NobodyAsks(ExperimentItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item is { Status: ExperimentStatus.Running, StartedAt: { } started, Traffic: { } traffic }
            && now - started >= Grace && traffic.UseAt(now) is FlagUse.None;
    }
}
