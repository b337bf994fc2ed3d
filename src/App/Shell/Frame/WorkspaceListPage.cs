using ExperimentAdmin.App.Shell.Pages.Loading;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>A page with a list below the address of an environment.</summary>
public abstract class WorkspaceListPage : ListPage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    protected override object Subject => Workspace.Environment.Id;
}
