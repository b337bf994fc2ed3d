using ExperimentAdmin.App.Shell;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Pages;

/// <summary>What runs in an environment, what needs attention and what changed last.</summary>
public sealed partial class HomePage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }
}
