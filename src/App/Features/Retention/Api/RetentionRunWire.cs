using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>What one run did with one kind.</summary>
/// <param name="Id">The run.</param>
/// <param name="Kind"><c>environment_records</c>, <c>project_records</c>, <c>instance_records</c> or <c>versions</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StartedBy">Who had it run.</param>
/// <param name="Removed">How many were archived and removed.</param>
/// <param name="File">The name of the archive file; null when nothing was archived.</param>
/// <param name="Fault">Why it went no further; null when nothing was in the way.</param>
internal sealed record RetentionRunWire(
    int Id, RetentionKind Kind, DateTimeOffset StartedAt, string StartedBy, int Removed, string? File, string? Fault)
{
    public static RetentionRunWire Of(RetentionRunItem run) => new(run.Id, run.Kind, run.StartedAt, run.StartedBy, run.Removed, run.File, run.Fault);
}
