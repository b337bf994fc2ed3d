using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>The pages that somebody can go to by their name.</summary>
internal static class PalettePages
{
    /// <param name="around">The environment whose pages these are; null outside of any.</param>
    /// <param name="isInstanceAdministrator">Whether the pages of the instance are among them.</param>
    /// <param name="text">What to look for in their names; blank for all.</param>
    public static IReadOnlyList<PaletteItem> Find(Workspace? around, bool isInstanceAdministrator, string text)
    {
        var folded = TextFold.Fold(text);
        return [.. All(around, isInstanceAdministrator).Where(page => TextFold.Fold(page.Text).Contains(folded, StringComparison.Ordinal))];
    }

    private static IEnumerable<PaletteItem> All(Workspace? around, bool isInstanceAdministrator)
    {
        if (around is not null)
        {
            foreach (var item in NavItem.All)
            {
                yield return new PaletteItem(item.Text, item.Icon, around.Href(item.Page));
            }

            if (around.Access.May(Permission.Administer))
            {
                yield return new PaletteItem($"API keys of {around.Project.Name}", Icons.Material.Outlined.Key, around.Href("settings/api-keys"));
            }

            foreach (var item in New(around))
            {
                yield return item;
            }
        }

        if (isInstanceAdministrator)
        {
            yield return new PaletteItem("Projects", Icons.Material.Outlined.Folder, "instance/projects");
            yield return new PaletteItem("People", Icons.Material.Outlined.People, "instance/people");
            yield return new PaletteItem("Audit log of the instance", Icons.Material.Outlined.Article, "instance/audit");
            yield return new PaletteItem("API keys of the instance", Icons.Material.Outlined.Key, "instance/api-keys");
            yield return new PaletteItem("Retention of audit records", Icons.Material.Outlined.Archive, "instance/retention");
        }

        yield return new PaletteItem("Management API", Icons.Material.Outlined.OpenInNew, "docs/api");
        yield return new PaletteItem("Account and password", Icons.Material.Outlined.Person, "account");
    }

    private static IEnumerable<PaletteItem> New(Workspace around)
    {
        if (around.Access.May(Permission.RunExperiments) && !around.Environment.IsArchived)
        {
            yield return new PaletteItem("New experiment", Icons.Material.Outlined.Add, around.Href("experiments/new"));
        }

        if (around.Access.May(Permission.EditFlags))
        {
            yield return new PaletteItem("New flag", Icons.Material.Outlined.Add, around.Href("flags/new"));
            yield return new PaletteItem("New segment", Icons.Material.Outlined.Add, around.Href("segments/new"));
        }
    }
}
