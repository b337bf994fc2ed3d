using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>An experiment as one row of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="FlagName">The name of its flag.</param>
/// <param name="FeatureId">Its flag.</param>
/// <param name="Status">Its status.</param>
/// <param name="Revision">The revision that a row action is made from.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who created it.</param>
/// <param name="StartedAt">UTC; null before the first start.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="EndedAt">UTC; null until it is completed.</param>
/// <param name="Rollout">The rollout, reassembled.</param>
/// <param name="Arms">Control, then the variants in ordinal order.</param>
public sealed record ExperimentItem(
    int Id,
    string Name,
    string FlagName,
    int FeatureId,
    ExperimentStatus Status,
    int Revision,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? StartedAt,
    string? StartedBy,
    DateTimeOffset? EndedAt,
    RolloutReading Rollout,
    IReadOnlyList<Arm> Arms)
{
    /// <summary>What is expected and why.</summary>
    public required string Hypothesis { get; init; }

    /// <summary>What else people should know; empty for nothing.</summary>
    public required string Description { get; init; }

    /// <summary>Its tags, folded, in the order they were entered.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whom to ask about it; null for nobody, and for somebody who was deactivated or lost their role in the project.</summary>
    public required OwnerItem? Owner { get; init; }

    /// <summary>The number of the phase that it is in, from 1.</summary>
    public required int Phase { get; init; }

    /// <summary>For how many days it is to run, from its first start; null while nobody planned.</summary>
    public required int? PlannedDays { get; init; }

    /// <summary>Until when it is to run, UTC; null while nobody planned, and before it started.</summary>
    public DateTimeOffset? PlannedUntil => PlannedDays is { } days ? StartedAt?.AddDays(days) : null;

    /// <summary>Since when everybody has been in it without a break, UTC; null when not everybody is, and where that was not asked for.</summary>
    public DateTimeOffset? FullSince { get; init; }

    /// <summary>How it ended; null while it did not.</summary>
    public required ExperimentOutcome? Outcome { get; init; }

    /// <summary>Since when it is out of the list of experiments, UTC; null while it is in it.</summary>
    public required DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Who paused it together with everything else that ran; null unless it is paused for that.</summary>
    public required string? StoppedBy { get; init; }

    /// <summary>UTC; when the experiment itself last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What kind of value the flag serves.</summary>
    public required FlagValueType ValueType { get; init; }

    /// <summary>The control value of the flag in new environments; null for none.</summary>
    public required string? InitialValue { get; init; }

    /// <summary>
    /// Whether the flag has overrides of identities or hand-made overrides of segments, which come before the rollout. Only
    /// a list that was asked for it tells.
    /// </summary>
    public bool IsOutranked { get; init; }

    /// <summary>When applications asked for the flag last; null where that was not asked for.</summary>
    public FlagTraffic? Traffic { get; init; }

    /// <summary>Why somebody should look at it; null when nobody needs to, and where that was not asked for.</summary>
    public AttentionReason? Attention { get; init; }

    /// <summary>Whether the rollout is served: somebody can be in it now.</summary>
    public bool IsServed => Status is ExperimentStatus.Running && Rollout.State is { Enabled: true, Percentage.Value: > 0 };

    /// <summary>What the environment default serves; null when it was removed by other means.</summary>
    public required ServedState? Default { get; init; }
}
