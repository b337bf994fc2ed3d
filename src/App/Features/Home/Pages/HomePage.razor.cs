using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.Domain;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Pages;

/// <summary>What runs in an environment, what needs attention and what changed last. Follows what others do.</summary>
public sealed partial class HomePage : IDisposable
{
    private const int MostChanges = 8;

    private static readonly ExperimentStatus[] s_order =
        [ExperimentStatus.Running, ExperimentStatus.Paused, ExperimentStatus.Created, ExperimentStatus.Completed];

    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private LiveRefresh? _live;
    private Workspace? _loaded;
    private EnvironmentOverview? _overview;
    private IReadOnlyList<AuditEntry> _changes = [];

    public HomePage() => _token = _gone.Token;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required OverviewReads Overview { get; init; }

    [Inject]
    public required AuditReads Audit { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool MayCreate => Workspace.Access.May(Permission.RunExperiments) && !Workspace.Environment.IsArchived;

    private bool IsNew => _overview!.Counts.Values.Sum() == 0;

    public void Dispose()
    {
        _live?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _live = new LiveRefresh(Feed, Clock, Concerns, () => InvokeAsync(CatchUpAsync));

    protected override Task OnParametersSetAsync() => ReferenceEquals(_loaded, Workspace) ? Task.CompletedTask : LoadAsync();

    private bool Concerns(ChangeFeed.Committed change)
        => change.ProjectId == Workspace.Project.Id && (change.EnvironmentId is null || change.EnvironmentId == Workspace.Environment.Id);

    private async Task CatchUpAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            // The page was closed meanwhile.
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        var here = _loaded = Workspace;
        var overview = await Overview.FindAsync(here.Access, here.Environment.Id, _token);
        var changes = await Audit.ListAsync(
            here.Access, new AuditListQuery { EnvironmentId = here.Environment.Id, Size = MostChanges }, _token);
        (_overview, _changes) = (overview, changes.Items);
    }
}
