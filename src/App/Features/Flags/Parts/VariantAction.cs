namespace ExperimentAdmin.App.Features.Flags.Parts;

/// <summary>What can be done to a variant.</summary>
public enum VariantAction
{
    Add,
    Edit,
    MoveUp,
    MoveDown,
    Archive,
    Restore,
    Delete,
}
