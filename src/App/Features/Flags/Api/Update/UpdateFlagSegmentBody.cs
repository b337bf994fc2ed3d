using ExperimentAdmin.App.Shell.Api.Description;

namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>The segment of an override, and its place.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Priority">The place among the overrides that people made, from 0, which wins; beyond the end is the last. Absent keeps it; a new one comes last.</param>
internal sealed record UpdateFlagSegmentBody(int Id, [OrNull] int? Priority);
