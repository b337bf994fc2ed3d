using System.Text.Json;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>Says recorded rules as sentences.</summary>
internal sealed class SegmentRecordWords : IRecordWords
{
    public AuditKind Kind => AuditKind.Segment;

    public string? Of(string member, JsonElement value)
        => member == "rules" && AuditJson.Read<List<SegmentRule>>(value.GetRawText()) is { Count: > 0 } rules ? RuleText.Sentences(rules) : null;
}
