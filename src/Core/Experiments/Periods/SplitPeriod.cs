namespace ExperimentAdmin.Core.Experiments.Periods;

/// <summary>
/// A time during which a rollout was served without a change: history, by which analysis tells what somebody could have got. Never read
/// as what is served. Between two there is a gap when the experiment was paused or its override switched off.
/// </summary>
internal sealed class SplitPeriod
{
    public int Id { get; init; }

    public required int ExperimentId { get; init; }

    /// <summary>The number of the phase that it is of.</summary>
    public required int Phase { get; init; }

    /// <summary>From when, UTC; this moment is in it.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Until when, UTC; this moment is not in it. Null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many of everyone entered.</summary>
    public required BasisPoints Percentage { get; init; }

    /// <summary>The shares of the variants, of the enrolled, as <see cref="Rollout.Storage.SharesText"/> writes them. Control had the remainder.</summary>
    public required string Shares { get; init; }

    /// <summary>The number of the experiment's record that began it: who did so, and why, stands there.</summary>
    public required int Revision { get; init; }
}
