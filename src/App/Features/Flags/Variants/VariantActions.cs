using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>How the menu of a variant shows what can be done.</summary>
internal static class VariantActions
{
    public static string Word(VariantAction action) => action switch
    {
        VariantAction.Add => "Add variant",
        VariantAction.Edit => "Change value",
        VariantAction.MoveUp => "Move up",
        VariantAction.MoveDown => "Move down",
        VariantAction.Archive => "Archive",
        VariantAction.Restore => "Bring back",
        VariantAction.Delete => "Delete",
    };

    public static IconName Picture(VariantAction action) => action switch
    {
        VariantAction.Add => IconName.Plus,
        VariantAction.Edit => IconName.Edit,
        VariantAction.MoveUp => IconName.ChevronUp,
        VariantAction.MoveDown => IconName.ChevronDown,
        VariantAction.Archive => IconName.Archive,
        VariantAction.Restore => IconName.Undo,
        VariantAction.Delete => IconName.Trash,
    };
}
