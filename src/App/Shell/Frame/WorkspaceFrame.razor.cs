using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Looks up the project and environment of the address and tells the frame. The lookup is repeated with every page and
/// whenever the project, the environment or the person's role in it changes, so that nobody keeps what they lost.
/// </summary>
public sealed partial class WorkspaceFrame : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private Place _place = new();
    private (string Project, string Environment)? _address;
    private IDisposable? _listening;

    public WorkspaceFrame() => _token = _gone.Token;

    [CascadingParameter]
    public RouteData? Route { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<Place> ChildContent { get; set; }

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required WorkspaceFinder Finder { get; init; }

    [Inject]
    public required LastPlace Last { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    public void Dispose()
    {
        _listening?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _listening = Feed.Subscribe(Hear);

    protected override async Task OnParametersSetAsync()
    {
        var address = AddressOf(Route);
        if (address != _address || address is null)
        {
            // Nothing of the environment before may be on screen under the new address.
            _place = new Place { Actor = _place.Actor, IsInEnvironment = address is not null, Around = _place.Around };
        }

        _address = address;
        await FindAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_place.Workspace is { } here)
        {
            await Last.WriteAsync(here.Project.Slug, here.Environment.Slug);
        }
        else if (firstRender && _address is null && await Last.ReadAsync() is var (project, environment)
            && (await Finder.FindAsync(project, environment, _token)).TryGet(out var found, out _))
        {
            _place = _place with { Around = _place.Around ?? found };
            StateHasChanged();
        }
    }

    private static (string Project, string Environment)? AddressOf(RouteData? route)
        => route?.RouteValues.GetValueOrDefault(nameof(Workspace.Project) + "Slug") is string project
            && route.RouteValues.GetValueOrDefault(nameof(Workspace.Environment) + "Slug") is string environment
            ? (project, environment)
            : null;

    private async Task FindAsync()
    {
        var actor = await Current.GetAsync();
        if (_address is not var (project, environment))
        {
            _place = _place with { Actor = actor };
            return;
        }

        var found = await Finder.FindAsync(project, environment, _token);
        if (_address != (project, environment))
        {
            return; // Somebody went on meanwhile.
        }

        if (!found.TryGet(out var workspace, out var error))
        {
            // Whoever is in already keeps the page that they are on, and what they typed there.
            _place = error is Error.Unavailable && _place.Workspace is not null
                ? _place
                : new Place { Actor = actor, IsInEnvironment = true, Refusal = error, LookAgain = LookAgainAsync };
            return;
        }

        // The same object as long as nothing differs: pages load again when they are given another.
        var same = _place.Workspace is { } old && !WorkspaceFinder.Differ(old, workspace) ? old : workspace;
        _place = new Place { Actor = actor, IsInEnvironment = true, Workspace = same, Around = same };
    }

    private void Hear(ChangeFeed.Committed change)
    {
        if (_place.Workspace is { } here && Concerns(change, here))
        {
            _ = InvokeAsync(LookAgainAsync);
        }
    }

    private async Task LookAgainAsync()
    {
        try
        {
            await FindAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    private static bool Concerns(ChangeFeed.Committed change, Workspace here)
        => change.Concerns(AuditKey.Project(here.Project.Id))
            || change.Concerns(AuditKey.Environment(here.Environment.Id))
            || (here.Access.Actor.Id is { } person
                && (change.Concerns(AuditKey.Person(person)) || change.Concerns(AuditKey.Member(here.Project.Id, person))));
}
