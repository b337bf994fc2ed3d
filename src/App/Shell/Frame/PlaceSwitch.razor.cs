using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Says which project and environment the page is in, and leads to the same page of another one where there is such a
/// page.
/// </summary>
public sealed partial class PlaceSwitch : IDisposable
{
    private IReadOnlyList<ProjectPlaces> _places = [];
    private IDisposable? _listening;
    private bool _isBehind;

    [Parameter, EditorRequired]
    public required Place Place { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    [Inject]
    public required Identity.CurrentActor Current { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    public void Dispose()
    {
        _listening?.Dispose();
        Navigation.LocationChanged -= Follow;
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        _listening = Feed.Subscribe(Hear);
        await LoadAsync();
    }

    // Begins with what is to be seen, so that people who speak to their computer can name it.
    private static string Label(Workspace here)
        => $"{here.Project.Name} {EnvironmentPill.Text(here.Environment)}: project and environment. Switch.";

    private bool IsHere(EnvironmentInfo environment) => Place.Around?.Environment.Id == environment.Id;

    private string Target(ProjectInfo project, EnvironmentInfo environment)
        => SamePage.In(Navigation.ToBaseRelativePath(Navigation.Uri), Place.Workspace, project, environment);

    private async Task LoadAsync()
    {
        try
        {
            _places = await Reads.PlacesAsync(await Current.GetAsync());
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is not null)
        {
            _isBehind = true; // What was known stays, and is looked up with the next page.
        }
    }

    private void Follow(object? sender, LocationChangedEventArgs e)
    {
        if (_isBehind)
        {
            _isBehind = false;
            CatchUp();
        }

        StateHasChanged();
    }

    private void Hear(ChangeFeed.Committed change)
    {
        if (change.Key.Text.Split(':')[0] is "project" or "environment" or "member" or "person")
        {
            CatchUp();
        }
    }

    private void CatchUp() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });
}
