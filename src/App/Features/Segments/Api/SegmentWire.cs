using ExperimentAdmin.Core.Segments.Reads;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A segment of a project.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What people wrote about it; may be empty.</param>
/// <param name="Rules">Who is in it: all of these must hold; null when what is stored cannot be read, which serves nobody.</param>
/// <param name="IsArchived">Whether it is read only and offered nowhere.</param>
/// <param name="Uses">The flags that have an override for it.</param>
/// <param name="Outranks">The running experiments that lose identities to it.</param>
/// <param name="Notes">The forms in its rules on which engines disagree.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Revision">The revision that an edit is made from; also the entity tag.</param>
internal sealed record SegmentWire(
    int Id,
    string Name,
    string Description,
    IReadOnlyList<SegmentRuleWire>? Rules,
    bool IsArchived,
    IReadOnlyList<SegmentUseWire> Uses,
    IReadOnlyList<OutrankedRolloutWire> Outranks,
    IReadOnlyList<SegmentNoteWire> Notes,
    DateTimeOffset CreatedAt,
    int Revision)
{
    public static SegmentWire Of(SegmentView view) => new(
        view.Item.Id,
        view.Item.Name,
        view.Item.Description,
        view.Rules?.Select(SegmentRuleWire.Of).ToList(),
        view.Item.IsArchived,
        [.. view.Uses.Select(SegmentUseWire.Of)],
        [.. view.Outranks.Select(OutrankedRolloutWire.Of)],
        [.. view.Notes.Select(SegmentNoteWire.Of)],
        view.Item.CreatedAt,
        view.Item.Revision);
}
