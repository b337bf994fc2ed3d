namespace ExperimentAdmin.Core.Audit.Reads;

/// <summary>One recorded change, ready to show.</summary>
public sealed record AuditEntry
{
    /// <summary>The record; grows with time.</summary>
    public required long Id { get; init; }

    /// <summary>What kind of object changed.</summary>
    public required AuditKind Kind { get; init; }

    /// <summary>Which object changed.</summary>
    public required AuditKey Key { get; init; }

    /// <summary>
    /// The revision that the change created: of the object whose history was asked for, otherwise of <see cref="Key"/>.
    /// </summary>
    public required int Number { get; init; }

    /// <summary>A second object that the change moved on, such as the flag of an experiment.</summary>
    public required AuditKey? Also { get; init; }

    /// <summary>The object's name at the time.</summary>
    public required string ObjectName { get; init; }

    /// <summary>Null when the change concerns every environment, or none.</summary>
    public required int? EnvironmentId { get; init; }

    /// <summary>A verb in snake case: <c>rollout_changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What happened, in words and without the person: "rollout 20 % to 50 %".</summary>
    public required string Summary { get; init; }

    /// <summary>Who, under the name they had at the time.</summary>
    public required Actor Actor { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why, if somebody said so.</summary>
    public required string? Reason { get; init; }

    /// <summary>The object before, as JSON; null when it did not exist.</summary>
    public required string? BeforeJson { get; init; }

    /// <summary>The object after, as JSON; null when it no longer exists.</summary>
    public required string? AfterJson { get; init; }

    /// <summary>The fields that differ between before and after, in the order of the object.</summary>
    public IReadOnlyList<AuditFieldChange> Changes => AuditChanges.Between(BeforeJson, AfterJson, Words);

    internal IRecordWords? Words { get; init; }

    internal static AuditEntry Of(AuditRecord record, IRecordWords? words, AuditKey? asked = null) => new()
    {
        Id = record.Id,
        Kind = record.Kind,
        Key = new AuditKey(record.ObjectKey),
        Number = asked is { } key && record.ObjectKey != key.Text && record.AlsoNumber is { } number ? number : record.Number,
        Also = record.AlsoKey is { } also ? new AuditKey(also) : null,
        ObjectName = record.ObjectName,
        EnvironmentId = record.EnvironmentId,
        Action = record.Action,
        Summary = record.Summary,
        Actor = new Actor(record.ActorKind, record.ActorId, record.ActorName),
        At = record.At,
        Reason = record.Reason,
        BeforeJson = record.Before,
        AfterJson = record.After,
        Words = words,
    };
}
