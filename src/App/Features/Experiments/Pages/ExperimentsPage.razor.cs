using ExperimentAdmin.App.Features.Experiments.Parts;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Domain;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>The environment's experiments. Tab, search, order and page are in the address; the rows follow what others do.</summary>
public sealed partial class ExperimentsPage : IDisposable
{
    private readonly Newest _newest = new();
    private LiveRefresh? _live;
    private (ExperimentListAddress Asked, Workspace Workspace)? _loaded;
    private ExperimentList? _list;
    private (ExperimentItem Item, ExperimentAction Action)? _chosen;
    private bool _busy;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private ExperimentListAddress Asked => new(Status, Search, Sort, Number);

    private bool MayCreate => Workspace.Access.May(Permission.RunExperiments) && !Workspace.Environment.IsArchived;

    private int AllTabs => _list!.Counts.Values.Sum();

    private int OtherTabs => AllTabs - (Asked.Tab is { } tab ? _list!.Counts[tab] : 0);

    private bool IsNew => AllTabs == 0 && !Asked.IsSearch;

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("status", null), Asked.Tab is null, AllTabs),
        .. ExperimentListAddress.Tabs.Select(status => new Tab(
            ExperimentActions.Standing(status).ToString(), Address("status", Lifecycle.Word(status)), Asked.Tab == status, _list!.Counts[status])),
    ];

    private string NothingTitle
    {
        get
        {
            var kind = Asked.Tab is { } tab ? $"No {Lifecycle.Word(tab)} experiment" : "No experiment";
            return Asked.IsSearch ? $"{kind} is found by “{Search!.Trim()}”" : kind;
        }
    }

    private string NothingText => (Asked.IsSearch, Asked.Tab, OtherTabs) switch
    {
        (true, null, _) or (true, _, 0) => "The search looks into the names of experiments and of their flags.",
        (true, _, var others) => $"{Words.Count(others, "experiment")} with another status {(others == 1 ? "is" : "are")} found by it.",
        (false, _, var others) => $"{Words.Count(others, "experiment")} of this environment {(others == 1 ? "has" : "have")} another status.",
    };

    public void Dispose()
    {
        _live?.Dispose();
        _newest.Dispose();
    }

    protected override void OnInitialized() => _live = new LiveRefresh(Feed, Clock, Concerns, () => InvokeAsync(CatchUpAsync));

    protected override Task OnParametersSetAsync() => _loaded == (Asked, Workspace) ? Task.CompletedTask : LoadAsync();

    private bool Concerns(ChangeFeed.Committed change)
        => change.ProjectId == Workspace.Project.Id && (change.EnvironmentId is null || change.EnvironmentId == Workspace.Environment.Id);

    private async Task CatchUpAsync()
    {
        try
        {
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private async Task LoadAsync()
    {
        var asked = Asked;
        _loaded = (asked, Workspace);
        _busy = true;
        var (isNewest, list) = await _newest.AskAsync(
            cancellation => Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, asked.Query, cancellation));
        if (isNewest && !Navigation.LeavesPastTheEnd(list.Page))
        {
            (_list, _busy) = (list, false);
        }
    }

    private void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });

    private void Choose((ExperimentItem Item, ExperimentAction Action) chosen) => _chosen = chosen;

    private Task DoneAsync()
    {
        _chosen = null;
        return LoadAsync();
    }
}
