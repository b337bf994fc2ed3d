using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Project;

/// <summary>The top of every page of settings.</summary>
public sealed partial class SettingsHeader
{
    private static readonly (string Text, string Page)[] s_pages =
    [
        ("Environment", "settings"),
        ("SDK keys", "settings/keys"),
        ("Connect an SDK", "settings/connect"),
        ("Project", "settings/project"),
        ("Environments", "settings/environments"),
        ("People", "settings/people"),
        ("API keys", "settings/api-keys"),
    ];

    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Intro { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>The page below, as its address has it.</summary>
    [Parameter, EditorRequired]
    public required string Page { get; set; }

    /// <summary>Whether the page shows nothing to those who may not change it.</summary>
    [Parameter]
    public bool IsHidden { get; set; }

    /// <summary>Whether there is nothing to change on the page, so that nobody is refused anything.</summary>
    [Parameter]
    public bool OnlyReads { get; set; }

    private bool MayChange => Workspace.Access.May(Permission.Administer);

    private IReadOnlyList<Tab> Items => [.. s_pages.Select(page => new Tab(page.Text, Workspace.Href(page.Page), page.Page == Page))];
}
