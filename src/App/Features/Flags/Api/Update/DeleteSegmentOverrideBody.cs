namespace ExperimentAdmin.App.Features.Flags.Api.Update;

/// <summary>Which override goes.</summary>
/// <param name="Feature">Which flag.</param>
/// <param name="Segment">The segment of the override.</param>
internal sealed record DeleteSegmentOverrideBody(FlagNameBody Feature, UpdateFlagSegmentBody Segment);
