using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Segments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>The project's segments.</summary>
public sealed partial class SegmentsPage
{
    private const string ArchivedFilter = "archived";

    private SegmentList? _list;
    private (SegmentItem Item, SegmentAction Action)? _asked;

    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public required SegmentReads Reads { get; init; }

    protected override object Asked => (Workspace, Wanted);

    private SegmentListQuery Wanted => new()
    {
        Search = Search,
        Filter = Filter,
        Page = Number,
        Sort = SortOrDefault.TrimStart('-') == "created" ? SegmentSort.Created : SegmentSort.Name,
        Descending = SortOrDefault.StartsWith('-'),
    };

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private SegmentFilter Filter => Show == ArchivedFilter ? SegmentFilter.Archived : SegmentFilter.Active;

    private string FilterWord => Filter is SegmentFilter.Archived ? "archived" : "active";

    private string SortOrDefault => Sort ?? "name";

    protected override void Forget() => (_list, _asked) = (null, null);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var list = await Reads.ListAsync(Workspace.Access, Wanted, cancellation);
        return Showing(list.Page, () => _list = list);
    }

    private IReadOnlyList<Tab> TabsOf(SegmentList list) =>
    [
        new Tab("Active", Address("show", null), Filter is SegmentFilter.Active, list.Counts[SegmentFilter.Active]),
        new Tab("Archived", Address("show", ArchivedFilter), Filter is SegmentFilter.Archived, list.Counts[SegmentFilter.Archived]),
    ];

    private Task DoneAsync()
    {
        _asked = null;
        return LoadAsync();
    }
}
