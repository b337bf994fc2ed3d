using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Reads;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>The management API keys of a project or of the instance. Tab, search and page are in the address.</summary>
public sealed partial class ApiKeyList
{
    private IReadOnlyList<Error> _errors = [];
    private ManagementKeyQuery? _loaded;
    private ManagementKeyList? _list;
    private ManagementKeyItem? _revoking;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ManagementKeyScope Scope { get; set; }

    /// <summary>The page that makes a key.</summary>
    [Parameter, EditorRequired]
    public required string NewAddress { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [Inject]
    public required ManagementKeyReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private ManagementKeyQuery Asked => new()
    {
        Search = Search,
        Page = Number ?? 1,
        Standing = Enum.TryParse<ManagementKeyStanding>(State, ignoreCase: true, out var standing) ? standing : null,
    };

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("state", null), Asked.Standing is null, _list!.Counts.Values.Sum()),
        .. Enum.GetValues<ManagementKeyStanding>().Select(standing => new Tab(
            standing.ToString(), Address("state", standing.ToString().ToLowerInvariant()), Asked.Standing == standing,
            _list!.Counts.GetValueOrDefault(standing))),
    ];

    protected override Task OnParametersSetAsync() => _loaded == Asked ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        _revoking = null;
        var asked = _loaded = Asked;
        _busy = true;
        var list = Scope.Project is { } project ? await Reads.ListAsync(project, asked) : await Reads.ListAsync(Scope.Instance!, asked);
        if (ReferenceEquals(asked, _loaded))
        {
            (_list, _errors, _busy) = (list.IsOk ? list.Value : null, list.Errors, false);
        }
    }

    private void SearchFor(string? text)
        => Navigation.NavigateTo(Address("q", string.IsNullOrWhiteSpace(text) ? null : text), replace: true);

    private string Address(string key, string? value) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });
}
