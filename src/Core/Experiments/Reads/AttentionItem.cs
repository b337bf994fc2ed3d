namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An experiment that somebody should look at.</summary>
/// <param name="ExperimentId">The experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="FlagName">The name of its flag.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">When it was started, paused or created, whichever came last; UTC.</param>
public sealed record AttentionItem(int ExperimentId, string Name, string FlagName, AttentionReason Reason, DateTimeOffset Since)
{
    /// <summary>When an application last asked for the flag, UTC; null for never.</summary>
    public DateTimeOffset? LastAsked { get; init; }
}
