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

    /// <summary>What administrators of the instance have besides; the pages are addresses below the application's base.</summary>
    public static IReadOnlyList<NavItem> Instance { get; } =
    [
        new("Projects", Icons.Material.Outlined.Folder, "instance/projects"),
        new("People", Icons.Material.Outlined.People, "instance/people"),
        new("API keys", Icons.Material.Outlined.Key, "instance/api-keys"),
        new("Instance log", Icons.Material.Outlined.Article, "instance/audit"),
        new("Retention", Icons.Material.Outlined.Archive, "instance/retention"),
    ];
}
