using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Features.Experiments.List;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Views;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>The environment's experiments. Tab, search, order and page are in the address; the rows follow what others do.</summary>
public sealed partial class ExperimentsPage
{
    private ExperimentList? _list;
    private (ExperimentItem Item, ExperimentAction Action)? _chosen;

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "flag")]
    public string? Flag { get; set; }

    [SupplyParameterFromQuery(Name = "attention")]
    public string? NeedsAttention { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required SaveView Views { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Asked => (Workspace, Wanted);

    private ExperimentListAddress Wanted => new(Status, Search, Sort, Number)
    {
        Owner = Owner,
        Flag = Flag,
        NeedsAttention = NeedsAttention == "1",
    };

    private bool MayCreate => Workspace.Access.May(Permission.RunExperiments) && !Workspace.Environment.IsArchived;

    private int AllTabs => _list!.Counts.Values.Sum();

    private int OtherTabs => AllTabs - (Wanted.Tab is { } tab ? _list!.Counts[tab] : 0);

    private bool IsNew => AllTabs == 0 && !IsNarrowed;

    private bool IsNarrowed => Wanted.IsSearch || Wanted.Filters > 0;

    private string WithoutFilters => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["owner"] = null, ["flag"] = null, ["attention"] = null, ["page"] = null });

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("status", null), Wanted.Tab is null, AllTabs),
        .. ExperimentListAddress.Tabs.Select(status => new Tab(
            ExperimentActions.Tone(status).ToString(), Address("status", ExperimentLifecycle.Word(status)), Wanted.Tab == status, _list!.Counts[status])),
    ];

    private string NothingTitle
    {
        get
        {
            var kind = Wanted.Tab is { } tab ? $"No {ExperimentLifecycle.Word(tab)} experiment" : "No experiment";
            return Wanted.IsSearch ? $"{kind} is found by “{Search!.Trim()}”" : Wanted.Filters > 0 ? $"{kind} is left by the filters" : kind;
        }
    }

    private string NothingText => (IsNarrowed, Wanted.Tab, OtherTabs) switch
    {
        (true, null, _) or (true, _, 0) => Wanted.IsSearch
            ? "The search looks into the names of experiments and of their flags, and into tags."
            : "No experiment of this environment is like that.",
        (true, _, var others) => $"{DisplayText.Count(others, "experiment")} with another status {(others == 1 ? "is" : "are")} found by it.",
        (false, _, var others) => $"{DisplayText.Count(others, "experiment")} of this environment {(others == 1 ? "has" : "have")} another status.",
    };

    protected override void Forget() => (_list, _chosen) = (null, null);

    protected override bool Concerns(ChangeFeed.Committed change) => Workspace.IsTouchedBy(change);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var list = await Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, Wanted.QueryOf(Workspace.Access.Actor), cancellation);
        return Showing(list.Page, () => _list = list);
    }

    private void Choose((ExperimentItem Item, ExperimentAction Action) chosen) => _chosen = chosen;

    private async Task SaveViewAsync(string? view)
    {
        var saved = await Views.RunAsync(new(Workspace.Access, view), CancellationToken.None);
        Toasts.Say(saved.Error is { } refused ? refused.Message : view is null ? "Your view is forgotten." : "Kept: “Your view” beside the filters leads here, in every environment of the project.");
        if (!WasLeft)
        {
            await LoadAsync();
        }
    }

    private Task DoneAsync()
    {
        _chosen = null;
        return LoadAsync();
    }
}
