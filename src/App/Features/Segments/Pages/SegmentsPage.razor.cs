using ExperimentAdmin.App.Features.Segments.Parts;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>The project's segments.</summary>
public sealed partial class SegmentsPage : IDisposable
{
    private const string ArchivedFilter = "archived";

    private readonly Newest _newest = new();
    private SegmentList? _list;
    private bool _busy;
    private (SegmentItem Item, SegmentAction Action)? _asked;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required SegmentReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private SegmentFilter Filter => Show == ArchivedFilter ? SegmentFilter.Archived : SegmentFilter.Active;

    private string FilterWord => Filter is SegmentFilter.Archived ? "archived" : "active";

    private string SortOrDefault => Sort ?? "name";

    public void Dispose() => _newest.Dispose();

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var query = new SegmentListQuery
        {
            Search = Search,
            Filter = Filter,
            Page = Number ?? 1,
            Sort = SortOrDefault.TrimStart('-') == "created" ? SegmentSort.Created : SegmentSort.Name,
            Descending = SortOrDefault.StartsWith('-'),
        };
        _busy = true;
        var (isNewest, list) = await _newest.AskAsync(cancellation => Reads.ListAsync(Workspace.Access, query, cancellation));
        if (isNewest && !Navigation.LeavesPastTheEnd(list.Page))
        {
            (_list, _busy) = (list, false);
        }
    }

    private IReadOnlyList<Tab> TabsOf(SegmentList list) =>
    [
        new Tab("Active", Address("show", null), Filter is SegmentFilter.Active, list.Counts[SegmentFilter.Active]),
        new Tab("Archived", Address("show", ArchivedFilter), Filter is SegmentFilter.Archived, list.Counts[SegmentFilter.Archived]),
    ];

    private void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });

    private Task DoneAsync()
    {
        _asked = null;
        return LoadAsync();
    }
}
