namespace ExperimentAdmin.Core.Segments.Reads;

/// <summary>A segment as one row of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description; may be empty.</param>
/// <param name="IsArchived">Whether it is read only and offered nowhere.</param>
/// <param name="Uses">How many flags have an override for it, counted per environment.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Revision">The revision that an action is made from.</param>
public sealed record SegmentItem(
    int Id, string Name, string Description, bool IsArchived, int Uses, DateTimeOffset CreatedAt, int Revision);
