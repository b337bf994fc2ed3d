namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>What can be done to a variant.</summary>
public enum VariantAction
{
    Edit,
    Describe,
    SetPicture,
    RemovePicture,
    MoveUp,
    MoveDown,
    Archive,
    Restore,
    Delete,
}
