using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Layout;

/// <summary>
/// The top of every page: the way back, the title (of the tab too), one line that says what this is, and the main action.
/// Show it before the data is there, so that the title and the focus change with the address.
/// </summary>
public sealed partial class PageHeader
{
    /// <summary>The id of the title, where the focus goes when what happened is said at the top of the page.</summary>
    public const string TitleId = "page-title";

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The pages above this one, from the top; without this page itself.</summary>
    [Parameter]
    public IReadOnlyList<Crumb> Crumbs { get; set; } = [];

    /// <summary>
    /// What this page is, for somebody who sees it for the first times: a browser shows it to the same person on three visits, and then
    /// when they ask for it.
    /// </summary>
    [Parameter]
    public string? Intro { get; set; }

    /// <summary>What everybody has to read each time, such as why there is nothing here.</summary>
    [Parameter]
    public string? Statement { get; set; }

    /// <summary>Badges beside the title.</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    /// <summary>Buttons at the right.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Lines below the title.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
