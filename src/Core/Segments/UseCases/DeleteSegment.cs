using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>Deletes a segment that no flag uses. Its records stay.</summary>
public sealed class DeleteSegment(UnitOfWork work, ISegmentUses segmentUses)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="SegmentId">The segment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null deletes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int SegmentId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<Done>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await SegmentChange.FindAsync(change, command.SegmentId, command.ExpectedRevision);
        if (!found.TryGet(out var segment, out var error))
        {
            return error;
        }

        if (await segmentUses.WhereUsedAsync(change.Db, segment.Id, change.Cancellation) is { Count: > 0 } uses)
        {
            return SegmentErrors.InUse(segment.Name, uses);
        }

        var before = SegmentRecord.Of(segment);
        segment.DeletedAt = change.Now;
        SegmentRecord.Append(change, segment, "deleted", "deleted", before, after: null);
        return default(Done);
    }
}
