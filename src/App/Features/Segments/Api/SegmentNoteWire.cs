using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A part of a segment's rules on which the server and clients that evaluate on their own disagree.</summary>
/// <param name="Field">Where it is: <c>rules[0].conditions[1]</c>, or <c>rules</c> for all of them.</param>
/// <param name="Code">Which form it is; <c>docs/engines.md</c> lists them.</param>
/// <param name="Message">Who says what, and the form that works everywhere.</param>
/// <param name="IsRare">Whether it is no matter as long as traits are sent as the kind of value that the condition is written for.</param>
internal sealed record SegmentNoteWire(string Field, string Code, string Message, bool IsRare)
{
    public static SegmentNoteWire Of(SegmentNote note) => new(note.Path, note.Form.Code, note.Form.Message, note.Form.IsRare);
}
