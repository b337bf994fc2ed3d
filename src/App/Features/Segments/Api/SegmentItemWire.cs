using ExperimentAdmin.Core.Segments.Reads;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A segment as one row of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What people wrote about it; may be empty.</param>
/// <param name="IsArchived">Whether it is read only and offered nowhere.</param>
/// <param name="Uses">How many flags have an override for it, counted per environment.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Revision">The revision that an edit is made from.</param>
internal sealed record SegmentItemWire(
    int Id, string Name, string Description, bool IsArchived, int Uses, DateTimeOffset CreatedAt, int Revision)
{
    public static SegmentItemWire Of(SegmentItem item)
        => new(item.Id, item.Name, item.Description, item.IsArchived, item.Uses, item.CreatedAt, item.Revision);
}
