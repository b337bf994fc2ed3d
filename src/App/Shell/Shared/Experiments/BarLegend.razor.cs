using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared.Experiments;

/// <summary>
/// Says below a bar what its smallest parts are, so that no share vanishes: always of those under five percent, and of others where the bar
/// is too narrow for their number.
/// </summary>
public sealed partial class BarLegend
{
    private const decimal Little = 5m;
    private const int Always = int.MaxValue;

    // A number fits into no part that is narrower than this on the narrowest phone.
    private const decimal Narrowest = 300m;

    // As in the style sheet.
    private static readonly int[] s_widths = [480, 640, 800, 960, 1_120];

    /// <summary>What the bar is made of.</summary>
    [Parameter, EditorRequired]
    public required IEnumerable<BarPart> Parts { get; set; }

    /// <summary>Whether the bar has no numbers of its own: then the smallest parts alone are said, for which there is room.</summary>
    [Parameter]
    public bool Small { get; set; }

    /// <summary>Whether what is shown is not served.</summary>
    [Parameter]
    public bool Muted { get; set; }

    /// <summary>Whether every part is said, not only what is small.</summary>
    [Parameter]
    public bool All { get; set; }

    private IEnumerable<(BarPart Part, string? Shown)> Shown => Parts.Where(part => part.Percent > 0 && (part.Percent < Little || !Small || All))
        .Select(part => (part, Width: part.Percent < Little || All ? Always : Width(part)))
        .Where(part => part.Width > 0)
        .Select(part => (part.part, part.Width == Always ? null : $"below-{part.Width}"));

    // Below which width of the bar the part's number has no room; 0 for none.
    private static int Width(BarPart part)
    {
        var needed = 100m * part.Room / part.Percent;
        return needed <= Narrowest ? 0 : Array.Find(s_widths, width => width >= needed) is > 0 and var found ? found : Always;
    }
}
