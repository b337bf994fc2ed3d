using ExperimentAdmin.App.Shell.Pages.Loading;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>A page below the address of an environment, about it unless the page says about what.</summary>
public abstract class WorkspacePage : DetailPage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => Workspace;
}
