namespace ExperimentAdmin.Core.Retention.Domain;

/// <summary>What one run did with one kind; there is none where it found nothing to do.</summary>
internal sealed class RetentionRun
{
    public const int NameMaxLength = 200;
    public const int FaultMaxLength = 500;

    public int Id { get; init; }

    public required RetentionKind Kind { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Who had it run, under the name they had at the time.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The last time that something was removed, or that it could not be.</summary>
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>How many were removed; all of them are in the file.</summary>
    public int Removed { get; set; }

    /// <summary>The name of the archive file; null when nothing got into one.</summary>
    public string? File { get; set; }

    /// <summary>Why it went no further; null when nothing was in the way.</summary>
    public string? Fault { get; set; }
}
