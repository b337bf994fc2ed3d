namespace ExperimentAdmin.Core.Retention.Domain;

/// <summary>What the instance keeps and for how long: the one row of its table.</summary>
internal sealed class RetentionRow
{
    public const int TheOne = 1;

    public int Id { get; init; }

    public int? EnvironmentRecordDays { get; set; }

    public int? ProjectRecordDays { get; set; }

    public int? InstanceRecordDays { get; set; }

    public int? VersionDays { get; set; }

    /// <summary>The number of the newest record of a change of the days.</summary>
    public int Revision { get; set; }

    /// <summary>The number of the newest record of something that was removed.</summary>
    public int Removals { get; set; }

    /// <summary>When a run last came to its end, with or without anything to remove; null before the first.</summary>
    public DateTimeOffset? LastRunAt { get; set; }

    public RetentionDays Days
    {
        get => new(EnvironmentRecordDays, ProjectRecordDays, InstanceRecordDays, VersionDays);
        set => (EnvironmentRecordDays, ProjectRecordDays, InstanceRecordDays, VersionDays) =
            (value.EnvironmentRecords, value.ProjectRecords, value.InstanceRecords, value.Versions);
    }
}
