using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>Brings an archived segment back.</summary>
public sealed class RestoreSegment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="SegmentId">The segment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null restores whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int SegmentId, int? ExpectedRevision = null);

    /// <returns>The segment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await SegmentChange.FindAsync(change, command.SegmentId, command.ExpectedRevision);
        if (!found.TryGet(out var segment, out var error))
        {
            return error;
        }

        if (segment.ArchivedAt is null)
        {
            return change.Nothing<int>(segment.Revision);
        }

        if (await SegmentBudget.CheckAsync(change, segment.Id, before: null, segment.Rules) is { } tooMuch)
        {
            return tooMuch;
        }

        var before = SegmentRecord.Of(segment);
        segment.ArchivedAt = null;
        SegmentRecord.Append(change, segment, "restored", "restored from the archive", before, SegmentRecord.Of(segment));
        return segment.Revision;
    }
}
