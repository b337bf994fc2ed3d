using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A segment as it is created.</summary>
/// <param name="Name">At most 255 characters; unique in the project, whatever its case.</param>
/// <param name="Description">At most 2,000 characters.</param>
/// <param name="Rules">Who is in it: all of these must hold.</param>
internal sealed record NewSegmentBody(string Name, [OrNull] string? Description, IReadOnlyList<SegmentRuleWire> Rules);
