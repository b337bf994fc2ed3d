using MudBlazor;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>One entry of the navigation.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Icon">The picture beside it, and all there is of it on a narrow screen.</param>
/// <param name="Page">Its address below the environment.</param>
internal sealed record NavItem(string Text, string Icon, string Page)
{
    /// <summary>Everything that an environment has, in the order of the navigation.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("Home", Icons.Material.Outlined.Home, ""),
        new("Experiments", Icons.Material.Outlined.Science, "experiments"),
        new("Flags", Icons.Material.Outlined.Flag, "flags"),
        new("Segments", Icons.Material.Outlined.PieChart, "segments"),
        new("Identity lookup", Icons.Material.Outlined.Person, "identities"),
        new("Audit log", Icons.Material.Outlined.Article, "audit"),
        new("Settings", Icons.Material.Outlined.Tune, "settings"),
    ];
}
