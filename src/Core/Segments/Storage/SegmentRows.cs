using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.Storage;

/// <summary>The one place that knows which segments people may see.</summary>
internal static class SegmentRows
{
    /// <summary>A project's segments as people know them: not deleted, and none that belongs to an experiment.</summary>
    public static IQueryable<Segment> Of(AppDbContext db, int projectId) => db.Set<Segment>().Where(segment =>
        segment.ProjectId == projectId && segment.ExperimentId == null && segment.DeletedAt == null);
}
