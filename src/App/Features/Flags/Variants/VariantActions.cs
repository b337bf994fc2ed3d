using MudBlazor;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>How the menu of a variant shows what can be done.</summary>
internal static class VariantActions
{
    public static string Word(VariantAction action) => action switch
    {
        VariantAction.Edit => "Change value",
        VariantAction.Describe => "Describe",
        VariantAction.SetPicture => "Choose a picture",
        VariantAction.RemovePicture => "Remove the picture",
        VariantAction.MoveUp => "Move up",
        VariantAction.MoveDown => "Move down",
        VariantAction.Archive => "Archive",
        VariantAction.Restore => "Bring back",
        VariantAction.Delete => "Delete",
    };

    /// <summary>The item of the menu: what opens a question says so.</summary>
    public static string Item(VariantAction action) => action is VariantAction.MoveUp or VariantAction.MoveDown ? Word(action) : $"{Word(action)}…";

    public static string Picture(VariantAction action) => action switch
    {
        VariantAction.Edit => Icons.Material.Outlined.Edit,
        VariantAction.Describe => Icons.Material.Outlined.Notes,
        VariantAction.SetPicture => Icons.Material.Outlined.Image,
        VariantAction.RemovePicture => Icons.Material.Outlined.HideImage,
        VariantAction.MoveUp => Icons.Material.Outlined.ExpandLess,
        VariantAction.MoveDown => Icons.Material.Outlined.ExpandMore,
        VariantAction.Archive => Icons.Material.Outlined.Archive,
        VariantAction.Restore => Icons.Material.Outlined.Undo,
        VariantAction.Delete => Icons.Material.Outlined.Delete,
    };
}
