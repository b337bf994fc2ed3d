namespace ExperimentAdmin.Core.Audit;

/// <summary>What a use case tells about its change; the unit of work adds who and when.</summary>
internal sealed record AuditDraft
{
    public required AuditKind Kind { get; init; }

    public required AuditKey Key { get; init; }

    /// <summary>The revision that the change gave the object.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>A verb in snake case.</summary>
    public required string Action { get; init; }

    /// <summary>What happened, without the person: "rollout 20 % to 50 %".</summary>
    public required string Summary { get; init; }

    public int? EnvironmentId { get; init; }

    /// <summary>A second object that the change moved on, and the revision it gave that one.</summary>
    public (AuditKey Key, int Number)? Also { get; init; }

    public string? Reason { get; init; }

    /// <summary>A plain record of how the object was; null when it did not exist.</summary>
    public object? Before { get; init; }

    /// <summary>A plain record of how the object is; null when it no longer exists.</summary>
    public object? After { get; init; }
}
