using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Pages;

/// <summary>The flags of a project, with what one environment serves of them. Filter, search, order and page are in the address.</summary>
public sealed partial class FlagsPage : IDisposable
{
    private readonly Newest _newest = new();
    private FlagList? _list;
    private bool _busy;

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
    public required FlagReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private FlagFilter Filter => Choice.Of<FlagFilter>(Show) ?? FlagFilter.All;

    private string FilterWord => Filter is FlagFilter.All ? string.Empty : $"{Filter.ToString().ToLowerInvariant()} ";

    private string FilterHelp => Filter switch
    {
        FlagFilter.Multivariate => "A flag is multivariate once it has a variant. Experiments need one.",
        FlagFilter.Plain => "Every flag of this project has variants.",
        _ => "Archive a flag that nobody changes any more, to keep it out of the list.",
    };

    private string SortOrDefault => Sort ?? "name";

    public void Dispose() => _newest.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        var query = new FlagListQuery
        {
            Search = Search,
            Filter = Filter,
            Page = Number ?? 1,
            Sort = SortOrDefault.TrimStart('-') == "created" ? FlagSort.Created : FlagSort.Name,
            Descending = SortOrDefault.StartsWith('-'),
        };
        _busy = true;
        var (isNewest, list) = await _newest.AskAsync(
            cancellation => Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, query, cancellation));
        if (isNewest && !Navigation.LeavesPastTheEnd(list.Page))
        {
            (_list, _busy) = (list, false);
        }
    }

    private IReadOnlyList<Tab> TabsOf(FlagList list) =>
    [
        .. Enum.GetValues<FlagFilter>().Select(filter => new Tab(
            filter.ToString(),
            Address("show", filter is FlagFilter.All ? null : filter.ToString().ToLowerInvariant()),
            filter == Filter,
            list.Counts[filter])),
    ];

    private static string OverridesOf(FlagItem item) => (item.Overrides, item.IdentityOverrides) switch
    {
        (0, 0) => "none",
        (var segments, 0) => Words.Count(segments, "segment"),
        (0, var identities) => Words.Count(identities, "identity", "identities"),
        var (segments, identities) => $"{Words.Count(segments, "segment")}, {Words.Count(identities, "identity", "identities")}",
    };

    private void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });
}
