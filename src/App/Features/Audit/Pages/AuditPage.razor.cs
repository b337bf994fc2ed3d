using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Audit.Pages;

/// <summary>Who changed what in the project. Every filter is in the address.</summary>
public sealed partial class AuditPage
{
    private IReadOnlyList<Actor> _actors = [];
    private IReadOnlyList<EnvironmentInfo> _environments = [];
    private Page<AuditEntry>? _page;
    private AuditFilter? _wanted;

    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "environment")]
    public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    [Inject]
    public required WorkspaceReads Places { get; init; }

    protected override object Asked => (Workspace, Filter, Number);

    // A filter that is chosen comes into the address by way of the browser; another may be chosen before it is there.
    private AuditFilter Filter => _wanted ?? Written;

    private AuditFilter Written => new(Who, Kind, Environment, From, To, Search);

    private string ExportHref => Workspace.Href("audit.csv") + new Uri(Navigation.GetUriWithQueryParameter("page", (int?)null)).Query;

    protected override void Forget() => (_page, _actors, _environments, _wanted) = (null, [], [], null);

    protected override void Given() => _wanted = _wanted == Written ? null : _wanted;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var (filter, number) = (Filter, Number);
        var environments = await Places.EnvironmentsAsync(Workspace.Access, cancellation);
        var actors = await Reads.ActorsAsync(Workspace.Access, cancellation);
        var environment = environments.FirstOrDefault(environment => environment.Slug == filter.Environment)?.Id;
        var page = await Reads.ListAsync(Workspace.Access, filter.ToQuery(environment, number, ListQuery.DefaultSize), cancellation);
        return Showing(page, () => (_environments, _actors, _page) = (environments, actors, page));
    }

    private void NarrowTo(AuditFilter filter)
    {
        _wanted = filter;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(filter.ToAddress()), replace: true);
    }

    private string EnvironmentOf(AuditEntry entry) => entry.EnvironmentId is { } id
        ? _environments.FirstOrDefault(environment => environment.Id == id)?.Name ?? "deleted"
        : "everywhere";

    private string? HrefOf(AuditEntry entry)
    {
        var environment = entry.EnvironmentId is { } id
            ? _environments.FirstOrDefault(environment => environment.Id == id)?.Slug
            : Workspace.Environment.Slug;
        return ChangedPage.Of(entry) is { } page && environment is not null
            ? $"{Workspace.Project.Slug}/{environment}/{page}"
            : null;
    }
}
