using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Audit.Pages;

/// <summary>Who changed what outside of all projects: people, and who manages the instance. Every filter is in the address.</summary>
public sealed partial class InstanceAuditPage : IDisposable
{
    private readonly Newest _newest = new();
    private IReadOnlyList<Actor> _actors = [];
    private Page<AuditEntry>? _page;
    private AuditFilter? _wanted;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // A filter that is chosen comes into the address by way of the browser; another may be chosen before it is there.
    private AuditFilter Filter => _wanted ?? Written;

    private AuditFilter Written => new(Who, Kind, Environment: null, From, To, Search);

    public void Dispose() => _newest.Dispose();

    protected override async Task OnParametersSetAsync()
    {
        _wanted = _wanted == Written ? null : _wanted;
        var query = Filter.ToQuery(environmentId: null, Number ?? 1, ListQuery.DefaultSize);
        if (await AdmitAsync() is not { } access)
        {
            _page = null;
            return;
        }

        _busy = true;
        var (isNewest, (actors, page)) = await _newest.AskAsync(
            async cancellation => (await Reads.ActorsAsync(access, cancellation), await Reads.ListAsync(access, query, cancellation)));
        if (isNewest && !Navigation.LeavesPastTheEnd(page))
        {
            (_actors, _page, _busy) = (actors, page, false);
        }
    }

    private void NarrowTo(AuditFilter filter)
    {
        _wanted = filter;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.ToAddress()), replace: true);
    }
}
