using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Pages;

/// <summary>The flags of a project, with what one environment serves of them. Filter, search, order and page are in the address.</summary>
public sealed partial class FlagsPage
{
    private FlagList? _list;

    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public required FlagReads Reads { get; init; }

    protected override object Asked => (Workspace, Wanted);

    private FlagListQuery Wanted => new()
    {
        Search = Search,
        Filter = Filter,
        Page = Number,
        Sort = SortOrDefault.TrimStart('-') == "created" ? FlagSort.Created : FlagSort.Name,
        Descending = SortOrDefault.StartsWith('-'),
    };

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

    protected override void Forget() => _list = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var list = await Reads.ListAsync(Workspace.Access, Workspace.Environment.Id, Wanted, cancellation);
        return Showing(list.Page, () => _list = list);
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
        (var segments, 0) => DisplayText.Count(segments, "segment"),
        (0, var identities) => DisplayText.Count(identities, "identity", "identities"),
        var (segments, identities) => $"{DisplayText.Count(segments, "segment")}, {DisplayText.Count(identities, "identity", "identities")}",
    };
}
