using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.UseCases;

/// <summary>How a record keeps a segment before and after.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Archived">Whether it was archived.</param>
/// <param name="Rules">Its rules.</param>
public sealed record SegmentRecord(string Name, string Description, bool Archived, IReadOnlyList<SegmentRule> Rules)
{
    internal static SegmentRecord Of(Segment segment)
        => new(segment.Name, segment.Description, segment.ArchivedAt is not null, SegmentRules.TryRead(segment.Rules) ?? []);

    /// <summary>Moves the segment on by one revision and records it.</summary>
    internal static void Append(
        ChangeContext change, Segment segment, string action, string summary, SegmentRecord? before, SegmentRecord? after)
    {
        segment.Revision++;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Segment,
            Key = AuditKey.Segment(segment.Id),
            Number = segment.Revision,
            Name = segment.Name,
            Action = action,
            Summary = summary,
            Before = before,
            After = after,
        });
    }
}
