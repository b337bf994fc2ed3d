using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>One entry of the navigation.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Icon">The picture beside it, and all there is of it on a narrow screen.</param>
/// <param name="Page">Its address below the environment.</param>
internal sealed record NavItem(string Text, IconName Icon, string Page)
{
    /// <summary>Everything that an environment has, in the order of the navigation.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new("Home", IconName.Home, ""),
        new("Experiments", IconName.Experiment, "experiments"),
        new("Flags", IconName.Flag, "flags"),
        new("Segments", IconName.Segment, "segments"),
        new("Identity lookup", IconName.Person, "identities"),
        new("Audit log", IconName.AuditLog, "audit"),
        new("Settings", IconName.Settings, "settings"),
    ];
}
