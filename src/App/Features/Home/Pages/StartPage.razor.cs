using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Pages;

/// <summary>Leads to the environment that somebody was in last, or to the first that they can see.</summary>
public sealed partial class StartPage
{
    private bool _isNowhere;

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    [Inject]
    public required LastPlace Last { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var places = await Reads.PlacesAsync(await Current.GetAsync());
        var open = places.SelectMany(place => place.Environments.Select(environment => (Project: place.Project.Slug, Environment: environment.Slug)))
            .ToList();
        if (open.Count == 0)
        {
            _isNowhere = true;
            return;
        }

        var last = await Last.ReadAsync();
        var (project, environment) = last is { } known && open.Contains(known) ? known : open[0];
        Navigation.NavigateTo($"{project}/{environment}", replace: true);
    }
}
