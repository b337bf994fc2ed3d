namespace ExperimentAdmin.App.Features.Segments.Edit;

/// <summary>What can be done with a whole segment.</summary>
public enum SegmentAction
{
    Archive,
    Restore,
    Delete,
}
