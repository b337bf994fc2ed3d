namespace ExperimentAdmin.Core.Audit;

/// <summary>
/// One change: who, when, what, and how it was before and after. The revision of an object is the number of its newest
/// record; history, comparison and undo read nothing else.
/// </summary>
internal sealed class AuditRecord
{
    public long Id { get; init; }

    public int? ProjectId { get; init; }

    public int? EnvironmentId { get; init; }

    public required AuditKind Kind { get; init; }

    /// <summary>Names the object; see <see cref="AuditKey"/>.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>The revision that the change created, from 1 per object.</summary>
    public required int Number { get; init; }

    /// <summary>A second object that the same change moved on: the flag of an experiment whose rollout changed.</summary>
    public string? AlsoKey { get; init; }

    public int? AlsoNumber { get; init; }

    /// <summary>The object's name at the time.</summary>
    public required string ObjectName { get; init; }

    public required string ObjectNameFolded { get; init; }

    /// <summary>A verb in snake case: <c>rollout_changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What happened, in words and without the person: "rollout 20 % to 50 %".</summary>
    public required string Summary { get; init; }

    public required ActorKind ActorKind { get; init; }

    public int? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Reason { get; init; }

    /// <summary>The object before, as JSON; null when it did not exist.</summary>
    public string? Before { get; init; }

    /// <summary>The object after, as JSON; null when it no longer exists.</summary>
    public string? After { get; init; }
}
