using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Drafts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>Gives a new wizard an address of its own, so that two tabs never share one.</summary>
public sealed partial class NewExperimentPage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnInitialized()
        => Navigation.NavigateTo(Workspace.Href($"experiments/new/{ExperimentDrafts.NewId()}/setup"), replace: true);
}
