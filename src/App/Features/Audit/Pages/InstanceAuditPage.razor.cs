using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Audit.Pages;

/// <summary>Who changed what outside of all projects: people, and who manages the instance. Every filter is in the address.</summary>
public sealed partial class InstanceAuditPage
{
    private IReadOnlyList<Actor> _actors = [];
    private Page<AuditEntry>? _page;
    private AuditFilter? _wanted;

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    protected override object Asked => (Filter, Number);

    // A filter that is chosen comes into the address by way of the browser; another may be chosen before it is there.
    private AuditFilter Filter => _wanted ?? Written;

    private AuditFilter Written => new(Who, Kind, Environment: null, From, To, Search);

    protected override void Forget() => _page = null;

    protected override void Given() => _wanted = _wanted == Written ? null : _wanted;

    protected override async Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation)
    {
        var query = Filter.ToQuery(environmentId: null, Number, ListQuery.DefaultSize);
        var actors = await Reads.ActorsAsync(access, cancellation);
        var page = await Reads.ListAsync(access, query, cancellation);
        return Showing(page, () => (_actors, _page) = (actors, page));
    }

    private void NarrowTo(AuditFilter filter)
    {
        _wanted = filter;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.ToAddress()), replace: true);
    }
}
