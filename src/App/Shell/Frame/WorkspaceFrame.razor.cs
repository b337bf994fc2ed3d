using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Audit;
using Microsoft.AspNetCore.Components;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// Looks up the project and environment of the address and tells the frame. The lookup is repeated with every page and
/// whenever the project, the environment or the person's role in it changes, so that nobody keeps what they lost.
/// </summary>
public sealed partial class WorkspaceFrame
{
    private WorkspaceLocation _location = new();

    [CascadingParameter]
    public RouteData? Route { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<WorkspaceLocation> ChildContent { get; set; }

    [Inject]
    public required CurrentActor Current { get; init; }

    [Inject]
    public required WorkspaceFinder Finder { get; init; }

    [Inject]
    public required LastLocation Last { get; init; }

    protected override object Subject => Address is var (project, environment) ? (project, environment) : this;

    // The route is another object for each page.
    protected override object Asked => (Subject, Route);

    private (string Project, string Environment)? Address
        => Route?.RouteValues.GetValueOrDefault(nameof(Workspace.Project) + "Slug") is string project
            && Route.RouteValues.GetValueOrDefault(nameof(Workspace.Environment) + "Slug") is string environment
            ? (project, environment)
            : null;

    protected override void Forget()
        => _location = new WorkspaceLocation { Actor = _location.Actor, IsInEnvironment = Address is not null, Around = _location.Around };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_location.Workspace is { } here)
        {
            await Last.WriteAsync(here.Project.Slug, here.Environment.Slug);
        }
        else if (firstRender && Address is null && await Last.ReadAsync() is var (project, environment)
            && (await Finder.FindAsync(project, environment, CancellationToken.None)).TryGet(out var found, out _) && !IsGone)
        {
            _location = _location with { Around = _location.Around ?? found };
            StateHasChanged();
        }
    }

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _location.Workspace is { } here
            && (change.Concerns(AuditKey.Project(here.Project.Id))
                || change.Concerns(AuditKey.Environment(here.Environment.Id))
                || (here.Access.Actor is { Kind: ActorKind.Person, Id: { } person }
                    && (change.Concerns(AuditKey.Person(person)) || change.Concerns(AuditKey.Member(here.Project.Id, person)))));
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var address = Address;
        var actor = await Current.GetAsync();
        if (address is not var (project, environment))
        {
            return () => _location = _location with { Actor = actor };
        }

        var found = await Finder.FindAsync(project, environment, cancellation);
        return () => Show(actor, found);
    }

    private void Show(Actor actor, Result<Workspace> found)
    {
        if (!found.TryGet(out var workspace, out var error))
        {
            // Whoever is in already keeps the page that they are on, and what they typed there.
            _location = error is Error.Unavailable && _location.Workspace is not null
                ? _location
                : new WorkspaceLocation { Actor = actor, IsInEnvironment = true, Refusal = error, LookAgain = LookAgainAsync };
            return;
        }

        // The same object as long as nothing differs: pages load again when they are given another.
        var same = _location.Workspace is { } old && !WorkspaceFinder.Differ(old, workspace) ? old : workspace;
        _location = new WorkspaceLocation { Actor = actor, IsInEnvironment = true, Workspace = same, Around = same };
    }

    private async Task LookAgainAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }
}
