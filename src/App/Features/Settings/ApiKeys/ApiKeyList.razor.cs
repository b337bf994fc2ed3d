using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Keys;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>The management API keys of a project or of the instance. Tab, search and page are in the address.</summary>
public sealed partial class ApiKeyList
{
    private IReadOnlyList<Error> _errors = [];
    private ManagementKeyList? _list;
    private ManagementKeyItem? _revoking;

    [Parameter, EditorRequired]
    public required ManagementKeyScope Scope { get; set; }

    /// <summary>The page that makes a key.</summary>
    [Parameter, EditorRequired]
    public required string NewAddress { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [Inject]
    public required ManagementKeyReads Reads { get; init; }

    // The grant is another object with each look at the place; whose keys they are is not.
    protected override object Subject => Scope.Project is { } project ? project.ProjectId : this;

    protected override object Asked => (Subject, Wanted);

    private ManagementKeyQuery Wanted => new()
    {
        Search = Search,
        Page = Number,
        Status = Enum.TryParse<ManagementKeyStatus>(State, ignoreCase: true, out var status) ? status : null,
    };

    private IReadOnlyList<Tab> TabItems =>
    [
        new Tab("All", Address("state", null), Wanted.Status is null, _list!.Counts.Values.Sum()),
        .. Enum.GetValues<ManagementKeyStatus>().Select(status => new Tab(
            status.ToString(), Address("state", status.ToString().ToLowerInvariant()), Wanted.Status == status,
            _list!.Counts.GetValueOrDefault(status))),
    ];

    protected override void Forget() => (_list, _errors, _revoking) = (null, [], null);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var list = Scope.Project is { } project
            ? await Reads.ListAsync(project, Wanted, cancellation)
            : await Reads.ListAsync(Scope.Instance!, Wanted, cancellation);
        _ = list.TryGet(out var found, out _);
        return found is null ? Show : Showing(found.Page, Show);

        void Show() => (_list, _errors) = (found, list.Errors);
    }

    private Task DoneAsync()
    {
        _revoking = null;
        return LoadAsync();
    }
}
