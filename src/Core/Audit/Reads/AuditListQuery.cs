namespace ExperimentAdmin.Core.Audit.Reads;

/// <summary>Which records to list, newest first. The search looks into the names that the objects had at the time.</summary>
public sealed record AuditListQuery : ListQuery
{
    /// <summary>What this kind of caller did; null for all.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>What this person or key did; only together with <see cref="ActorKind"/>; null for all.</summary>
    public int? ActorId { get; init; }

    /// <summary>Changes of this kind of object; null for all.</summary>
    public AuditKind? Kind { get; init; }

    /// <summary>Changes of this environment and those that concern all; null for every environment.</summary>
    public int? EnvironmentId { get; init; }

    /// <summary>Not before this moment; null for no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }
}
