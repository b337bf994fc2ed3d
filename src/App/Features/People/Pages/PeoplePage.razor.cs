using ExperimentAdmin.App.Features.People.Parts;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.People.Pages;

/// <summary>Everybody of the instance. Tab, search, order and page are in the address.</summary>
public sealed partial class PeoplePage
{
    private static readonly (string Key, PeopleSort Sort)[] s_sorts =
        [("name", PeopleSort.Name), ("email", PeopleSort.Email), ("since", PeopleSort.Created)];

    private PeopleQuery? _loaded;
    private PeopleList? _list;
    private (PersonItem Person, PersonAction Action)? _chosen;
    private (string Name, string Address)? _link;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "account")]
    public string? Account { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [Inject]
    public required PeopleReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Order => s_sorts.Any(sort => sort.Key == Sort?.TrimStart('-')) ? Sort! : "name";

    private PeopleQuery Asked => new()
    {
        Search = Search,
        Page = Number ?? 1,
        Standing = Choice.Of<PersonStanding>(Account),
        Sort = s_sorts.Single(sort => sort.Key == Order.TrimStart('-')).Sort,
        Descending = Order.StartsWith('-'),
    };

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("account", null), Asked.Standing is null, _list!.Counts.Values.Sum()),
        .. Enum.GetValues<PersonStanding>().Select(standing => new Tab(
            standing.ToString(), Address("account", standing.ToString().ToLowerInvariant()), Asked.Standing == standing,
            _list!.Counts.GetValueOrDefault(standing))),
    ];

    protected override Task OnParametersSetAsync() => _loaded == Asked ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        var asked = _loaded = Asked;
        _busy = true;
        if (await AdmitAsync() is not { } access)
        {
            (_list, _busy) = (null, false);
            return;
        }

        var list = await Reads.ListAsync(access, asked);
        if (ReferenceEquals(asked, _loaded) && !Navigation.LeavesPastTheEnd(list.Page))
        {
            (_list, _busy) = (list, false);
        }
    }

    private void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });

    private void ShowLink(PasswordLink link) => _link = (_chosen!.Value.Person.Name, PasswordLinks.Address(Navigation, link));

    private Task DoneAsync()
    {
        _chosen = null;
        return LoadAsync();
    }
}
