using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>What every change of a segment begins with.</summary>
internal static class SegmentChange
{
    /// <summary>Finds the segment under the project's lock and refuses a stale screen.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="id">The segment.</param>
    /// <param name="expectedRevision">The revision on the asker's screen; null where nothing can be lost.</param>
    public static async Task<Result<Segment>> FindAsync(ChangeContext change, int id, int? expectedRevision)
    {
        var segment = await SegmentRows.Of(change.Db, change.ProjectId!.Value).SingleOrDefaultAsync(segment => segment.Id == id, change.Cancellation);
        if (segment is null)
        {
            return SegmentErrors.NotFound();
        }

        return await StaleRevision.CheckAsync(change, AuditKey.Segment(id), expectedRevision, segment.Revision) is { } stale ? stale : segment;
    }

    /// <summary>The refusal of a name that looks like another segment's, or null.</summary>
    public static async Task<Error?> CheckTakenAsync(ChangeContext change, string name, int? own)
    {
        var others = await SegmentRows.Of(change.Db, change.ProjectId!.Value).Where(segment => segment.Id != own)
            .Select(segment => segment.Name).ToListAsync(change.Cancellation);
        return new NameLook(name).FindAmong(others) is { } other ? NameRules.Taken("segment", other) : null;
    }
}
