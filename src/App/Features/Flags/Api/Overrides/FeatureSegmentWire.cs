using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Overrides;

/// <summary>The place of a segment override among the others of its flag (management-api, section 5.6).</summary>
/// <param name="Id">The override: the same again when it is removed and comes back.</param>
/// <param name="Uuid">Its name that no other installation gives.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Priority">From 0, which wins, without gaps.</param>
/// <param name="Environment">The environment.</param>
/// <param name="SegmentName">The segment's name.</param>
/// <param name="IsFeatureSpecific">Always false: segments belong to projects.</param>
internal sealed record FeatureSegmentWire(
    int Id, Guid Uuid, int Segment, int Priority, int Environment, string SegmentName, bool IsFeatureSpecific)
{
    public static FeatureSegmentWire Of(OverridePosition place, int environmentId)
        => new(place.Id, place.Uuid, place.SegmentId, place.Priority, environmentId, place.SegmentName, IsFeatureSpecific: false);
}
