using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui;

/// <summary>A small picture beside a word. It says nothing by itself: screen readers skip it.</summary>
public sealed partial class Icon
{
    [Parameter, EditorRequired]
    public required IconName Name { get; set; }

    /// <summary>Width and height in pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 16;

    [Parameter]
    public string? Class { get; set; }

    private bool IsDots => Name is IconName.More;

    private static string Path(IconName name) => name switch
    {
        IconName.Home => "M4 11 12 4l8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
        IconName.Experiment => "M9 3h6M10 3v6L4.5 18.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9",
        IconName.Flag => "M5 21V4M5 4h13l-3 4.5L18 13H5",
        IconName.Segment => "M12 3a9 9 0 1 0 9 9h-9zM16 3.5A9 9 0 0 1 20.5 8H16z",
        IconName.Identity => "M4 5h16v14H4zM9 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4M6.5 16.5c.6-1.6 4.4-1.6 5 0M15 10h3M15 14h3",
        IconName.AuditLog => "M6 3h9l4 4v14H6zM9 9h5M9 13h7M9 17h7",
        IconName.Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
        IconName.Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4",
        IconName.Sun => "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5",
        IconName.Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5",
        IconName.Screen => "M3 4h18v12H3zM8 20h8M12 16v4",
        IconName.Person => "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
        IconName.People => "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.7 3.5 5.5",
        IconName.Key => "M8 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8M11.5 11.5 20 4M16 7.5l3 3M13.5 9.7l2 2",
        IconName.SignOut => "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
        IconName.Menu => "M4 6h16M4 12h16M4 18h16",
        IconName.More => "M5 12h.01M12 12h.01M19 12h.01",
        IconName.Plus => "M12 5v14M5 12h14",
        IconName.Check => "M5 12.5 10 17.5 19 7",
        IconName.Cross => "M6 6l12 12M18 6 6 18",
        IconName.Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5M12 8h.01",
        IconName.Warning => "M12 4 2.5 20h19zM12 10v4M12 17h.01",
        IconName.Danger => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16h.01",
        IconName.Success => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.5l2.7 2.7L16 9.5",
        IconName.ChevronDown => "M6 9l6 6 6-6",
        IconName.ChevronUp => "M6 15l6-6 6 6",
        IconName.ChevronLeft => "M15 6l-6 6 6 6",
        IconName.ChevronRight => "M9 6l6 6-6 6",
        IconName.Sort => "M8 10l4-4 4 4M8 14l4 4 4-4",
        IconName.Lock => "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
        IconName.Unlock => "M5 11h14v10H5zM8 11V7a4 4 0 0 1 7.5-2",
        IconName.Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
        IconName.Edit => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        IconName.Trash => "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
        IconName.Play => "M7 4.5v15l12-7.5z",
        IconName.Pause => "M8 5v14M16 5v14",
        IconName.Stop => "M6 6h12v12H6z",
        IconName.Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
        IconName.Dot => "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8",
        IconName.Circle => "M12 19a7 7 0 1 0 0-14 7 7 0 0 0 0 14",
        IconName.Archive => "M3 5h18v4H3zM5 9v11h14V9M10 13h4",
        IconName.External => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
        IconName.Undo => "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
        IconName.Repair => "M14.5 6.5a4.5 4.5 0 0 0-6 5.5L3 17.5 6.5 21l5.5-5.5a4.5 4.5 0 0 0 5.5-6L14.5 12.5 11.5 9.5z",
        IconName.Eye => "M2 12c4-8 16-8 20 0-4 8-16 8-20 0M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
        IconName.Project => "M3 6h7l2 3h9v11H3z",
    };
}
