namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>What was found of one kind.</summary>
/// <param name="Title">"Pages".</param>
/// <param name="First">How many items come before it.</param>
/// <param name="Items">At least one.</param>
internal sealed record PaletteGroup(string Title, int First, IReadOnlyList<PaletteItem> Items)
{
    /// <summary>The kinds that have something, one after the other.</summary>
    public static IReadOnlyList<PaletteGroup> Of(params IEnumerable<(string Title, IReadOnlyList<PaletteItem> Items)> kinds)
    {
        var groups = new List<PaletteGroup>();
        foreach (var (title, items) in kinds.Where(kind => kind.Items.Count > 0))
        {
            groups.Add(new PaletteGroup(title, groups.Sum(group => group.Items.Count), items));
        }

        return groups;
    }
}
