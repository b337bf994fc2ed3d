using ExperimentAdmin.Core.Retention.Domain;

namespace ExperimentAdmin.Core.Retention.Reads;

/// <summary>What one run did with one kind.</summary>
/// <param name="Id">The run.</param>
/// <param name="Kind">What it was about.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="StartedBy">Who had it run, under the name they had at the time.</param>
/// <param name="Removed">How many were archived and removed.</param>
/// <param name="File">The name of the archive file; null when nothing was archived.</param>
/// <param name="Fault">Why it went no further, in a sentence; null when nothing was in the way.</param>
public sealed record RetentionRunItem(int Id, RetentionKind Kind, DateTimeOffset StartedAt, string StartedBy, int Removed, string? File, string? Fault)
{
    internal static RetentionRunItem Of(RetentionRun run)
        => new(run.Id, run.Kind, run.StartedAt, run.StartedBy, run.Removed, run.File, run.Fault);
}
