using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>Puts a segment that no flag uses out of the way: it is read only and offered nowhere until it is restored.</summary>
public sealed class ArchiveSegment(UnitOfWork work, ISegmentUses segmentUses)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="SegmentId">The segment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null archives whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int SegmentId, int? ExpectedRevision = null);

    /// <returns>The segment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await SegmentChange.FindAsync(change, command.SegmentId, command.ExpectedRevision);
        if (!found.TryGet(out var segment, out var error))
        {
            return error;
        }

        if (segment.ArchivedAt is not null)
        {
            return change.Nothing<int>(segment.Revision);
        }

        if (await segmentUses.WhereUsedAsync(change.Db, segment.Id, change.Cancellation) is { Count: > 0 } uses)
        {
            return SegmentErrors.InUse(segment.Name, uses);
        }

        var before = SegmentRecord.Of(segment);
        segment.ArchivedAt = change.Now;
        SegmentRecord.Append(change, segment, "archived", "archived", before, SegmentRecord.Of(segment));
        return segment.Revision;
    }
}
