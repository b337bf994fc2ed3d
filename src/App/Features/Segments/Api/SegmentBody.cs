namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>What is to change of a segment; a member that is absent keeps what there is.</summary>
/// <param name="Name">At most 255 characters; unique in the project, whatever its case.</param>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="Rules">Replaces all rules.</param>
internal sealed record SegmentBody(string? Name, string? Description, IReadOnlyList<SegmentRuleWire>? Rules);
