using ExperimentAdmin.App.Features.People.Parts;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Passwords;
using ExperimentAdmin.Core.Access.People.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.People.Pages;

/// <summary>Everybody of the instance. Tab, search, order and page are in the address.</summary>
public sealed partial class PeoplePage
{
    private static readonly (string Key, PeopleSort Sort)[] s_sorts =
        [("name", PeopleSort.Name), ("email", PeopleSort.Email), ("since", PeopleSort.Created)];

    private PeopleList? _list;
    private (PersonItem Person, PersonAction Action)? _chosen;
    private (string Name, string Address)? _link;

    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    protected override object Asked => Wanted;

    private string Order => s_sorts.Any(sort => sort.Key == Sort?.TrimStart('-')) ? Sort! : "name";

    private PeopleQuery Wanted => new()
    {
        Search = Search,
        Page = Number,
        Status = Choice.Of<PersonStatus>(Account),
        Sort = s_sorts.Single(sort => sort.Key == Order.TrimStart('-')).Sort,
        Descending = Order.StartsWith('-'),
    };

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("account", null), Wanted.Status is null, _list!.Counts.Values.Sum()),
        .. Enum.GetValues<PersonStatus>().Select(status => new Tab(
            status.ToString(), Address("account", status.ToString().ToLowerInvariant()), Wanted.Status == status,
            _list!.Counts.GetValueOrDefault(status))),
    ];

    protected override void Forget() => (_list, _chosen) = (null, null);

    protected override async Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation)
    {
        var list = await Reads.ListAsync(access, Wanted, cancellation);
        return Showing(list.Page, () => _list = list);
    }

    private void ShowLink(PasswordLink link) => _link = (_chosen!.Value.Person.Name, PasswordLinks.Address(Navigation, link));

    private Task DoneAsync()
    {
        _chosen = null;
        return LoadAsync();
    }
}
