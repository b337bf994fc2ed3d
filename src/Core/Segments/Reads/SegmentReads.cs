using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Storage;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>Shows segments. Those that belong to experiments do not exist here.</summary>
public sealed class SegmentReads(IDbContextFactory<AppDbContext> contexts, ISegmentUses segmentUses, IOutrankedRollouts rollouts)
{
    /// <summary>One page of the project's segments and how many each filter would show.</summary>
    public async Task<SegmentList> ListAsync(
        ProjectAccess access, SegmentListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var searched = SegmentRows.Of(db, access.ProjectId).WithWords(query.Search, segment => segment.NameFolded);
        var archived = await searched.GroupBy(segment => segment.ArchivedAt != null)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var counts = Enum.GetValues<SegmentFilter>()
            .ToDictionary(filter => filter, filter => archived.GetValueOrDefault(filter is SegmentFilter.Archived));
        var isArchived = query.Filter is SegmentFilter.Archived;
        var rows = await Sorted(searched.Where(segment => segment.ArchivedAt != null == isArchived), query)
            .Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        var uses = await segmentUses.CountAsync(db, [.. rows.Select(segment => segment.Id)], cancellationToken);
        return new SegmentList(
            new Page<SegmentItem>(
                [.. rows.Select(row => Item(row, uses.GetValueOrDefault(row.Id)))], counts[query.Filter], query.Page, query.Size),
            counts);
    }

    /// <summary>One segment of the project; null when there is none, or when it belongs to an experiment.</summary>
    public async Task<SegmentView?> FindAsync(ProjectAccess access, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var row = await SegmentRows.Of(db, access.ProjectId).SingleOrDefaultAsync(segment => segment.Id == id, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var uses = await segmentUses.WhereUsedAsync(db, id, cancellationToken);
        var rules = SegmentRules.TryRead(row.Rules);
        var read = rules ?? [];
        return new SegmentView(
            Item(row, uses.Count), rules, uses, await rollouts.FindAsync(db, id, cancellationToken), SegmentRules.Faults(read), SegmentNotes.Of(read),
            SegmentRules.Write(SegmentRules.Tidy(read)) == SegmentRules.Write(read));
    }

    private static IQueryable<Segment> Sorted(IQueryable<Segment> segments, SegmentListQuery query)
        => (query.Sort, query.Descending) switch
        {
            (SegmentSort.Created, false) => segments.OrderBy(segment => segment.CreatedAt).ThenBy(segment => segment.Id),
            (SegmentSort.Created, true) => segments.OrderByDescending(segment => segment.CreatedAt).ThenByDescending(segment => segment.Id),
            (_, false) => segments.OrderBy(segment => segment.NameFolded).ThenBy(segment => segment.Id),
            _ => segments.OrderByDescending(segment => segment.NameFolded).ThenByDescending(segment => segment.Id),
        };

    private static SegmentItem Item(Segment segment, int uses) => new(
        segment.Id, segment.Name, segment.Description, segment.ArchivedAt is not null, uses, segment.CreatedAt, segment.Revision);
}
