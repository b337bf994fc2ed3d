using ExperimentAdmin.App.Features.Experiments.Endings;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Endings;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>The environment's finished experiments with their decisions, archived ones too. Tab, search, order and page are in the address.</summary>
public sealed partial class FinishedPage
{
    private const string Open = "none";
    private const string Newest = "-ended";

    private FinishedList? _list;

    [SupplyParameterFromQuery(Name = "conclusion")]
    public string? Conclusion { get; set; }

    /// <summary><c>1</c> for archived ones alone, <c>0</c> for the others.</summary>
    [SupplyParameterFromQuery(Name = "archived")]
    public string? Archived { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public required FinishedReads Reads { get; init; }

    protected override object Asked => (Workspace, Wanted);

    private FinishedQuery Wanted => new()
    {
        Conclusion = Tab,
        WithoutConclusion = Conclusion == Open,
        Archived = Archived switch { "1" => true, "0" => false, _ => null },
        Search = Search,
        Descending = SortOrDefault == Newest,
        Page = Number,
    };

    private Conclusion? Tab => Enum.GetValues<Conclusion>().Where(conclusion => EndingText.Word(conclusion) == Conclusion)
        .Select(conclusion => (Conclusion?)conclusion).FirstOrDefault();

    private string SortOrDefault => Sort == "ended" ? Sort : Newest;

    private bool IsNarrowed => !string.IsNullOrWhiteSpace(Search) || Archived is "1" or "0";

    private int All => _list!.Counts.Values.Sum() + _list.Open;

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("conclusion", null), Tab is null && Conclusion != Open, All),
        .. Enum.GetValues<Conclusion>().Select(conclusion => new Tab(
            ConclusionText.Word(conclusion), Address("conclusion", EndingText.Word(conclusion)), Tab == conclusion, _list!.Counts[conclusion])),
        new Tab(ConclusionText.Word(null), Address("conclusion", Open), Conclusion == Open, _list!.Open),
    ];

    private IReadOnlyList<Tab> ArchiveItems =>
    [
        new Tab("All", Address("archived", null), Wanted.Archived is null),
        new Tab("In the list", Address("archived", "0"), Wanted.Archived is false),
        new Tab("Archived", Address("archived", "1"), Wanted.Archived is true),
    ];

    protected override void Forget() => _list = null;

    protected override bool Concerns(ChangeFeed.Committed change) => Workspace.IsTouchedBy(change);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var list = await Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, Wanted, cancellation);
        return Showing(list.Page, () => _list = list);
    }
}
