using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>Finds the page of another environment that corresponds to the one somebody is on.</summary>
internal static class SamePage
{
    // What a project has in common to all its environments, so that a page below keeps its meaning in another one.
    private static readonly string[] s_shared = ["flags", "segments", "settings"];

    /// <summary>The address in another environment, relative to the application's base.</summary>
    /// <param name="path">The address now, relative to the application's base.</param>
    /// <param name="here">The environment of the page; null on a page that belongs to none.</param>
    /// <param name="project">Where to go.</param>
    /// <param name="environment">Where to go.</param>
    public static string In(string path, Workspace? here, ProjectInfo project, EnvironmentInfo environment)
    {
        var start = $"{project.Slug}/{environment.Slug}";
        if (here is null)
        {
            return start;
        }

        var parts = path.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var page = parts.Skip(2).ToArray();
        var keeps = here.Project.Id == project.Id && page is [var section, ..] && s_shared.Contains(section);
        return string.Join('/', (keeps ? page : page.Take(1)).Prepend(start));
    }
}
