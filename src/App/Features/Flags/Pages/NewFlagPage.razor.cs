using ExperimentAdmin.App.Shell.Frame;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Pages;

/// <summary>Creates a flag.</summary>
public sealed partial class NewFlagPage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private void Open((int FeatureId, string Name) created) => Navigation.NavigateTo(Workspace.Href($"flags/{created.Name}"));
}
