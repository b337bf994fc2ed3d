using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>
/// Says which project and environment the page is in, and leads to the same page of another one where there is such a
/// page.
/// </summary>
public sealed partial class LocationSwitch
{
    private IReadOnlyList<ProjectLocations> _projects = [];
    private bool _isBehind;

    [Parameter, EditorRequired]
    public required WorkspaceLocation Location { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    [Inject]
    public required Identity.CurrentActor Current { get; init; }

    // All that somebody can see, wherever they are.
    protected override object Subject => this;

    protected override object Asked => this;

    protected override void Forget()
    {
        _projects = [];
        Navigation.LocationChanged += Follow;
    }

    protected override void LetGo()
    {
        Navigation.LocationChanged -= Follow;
        base.LetGo();
    }

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Key.Text.Split(':')[0] is "project" or "environment" or "member" or "person";
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var places = await Reads.LocationsAsync(await Current.GetAsync(), cancellation);
            return () => (_projects, _isBehind) = (places, false);
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is not null)
        {
            return () => _isBehind = true; // What was known stays, and is looked up with the next page.
        }
    }

    private bool IsHere(EnvironmentInfo environment) => Location.Around?.Environment.Id == environment.Id;

    private string Target(ProjectInfo project, EnvironmentInfo environment)
        => SamePage.In(Navigation.ToBaseRelativePath(Navigation.Uri), Location.Workspace, project, environment);

    private void Follow(object? sender, LocationChangedEventArgs e)
    {
        if (_isBehind)
        {
            _isBehind = false;
            _ = InvokeAsync(CatchUpAsync);
        }

        StateHasChanged();
    }

    private async Task CatchUpAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
