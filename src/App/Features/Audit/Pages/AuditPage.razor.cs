using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Audit.Pages;

/// <summary>Who changed what in the project. Every filter is in the address.</summary>
public sealed partial class AuditPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private IReadOnlyList<Actor> _actors = [];
    private IReadOnlyList<EnvironmentInfo> _environments = [];
    private Page<AuditEntry>? _page;
    private bool _busy;

    public AuditPage() => _token = _gone.Token;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

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

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    [Inject]
    public required WorkspaceReads Places { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private AuditFilter Filter => new(Who, Kind, Environment, From, To, Search);

    private string ExportHref => Workspace.Href("audit.csv") + new Uri(Navigation.GetUriWithQueryParameter("page", (int?)null)).Query;

    private string Hiding => Words.List(
        [.. new[]
        {
            Who is null ? null : "this person",
            Kind is null ? null : "this kind of object",
            Environment is null ? null : "this environment",
            From is null ? null : $"from {From}",
            To is null ? null : $"to {To}",
            Search is null ? null : $"a name like “{Search}”",
        }.OfType<string>()]);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _busy = true;
        try
        {
            _environments = await Places.EnvironmentsAsync(Workspace.Access, _token);
            _actors = await Reads.ActorsAsync(Workspace.Access, _token);
            var environment = _environments.FirstOrDefault(environment => environment.Slug == Environment)?.Id;
            _page = await Reads.ListAsync(Workspace.Access, Filter.ToQuery(environment, Number ?? 1, ListQuery.DefaultSize), _token);
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            return; // Somebody went on meanwhile.
        }

        _busy = false;
    }

    private void NarrowTo(AuditFilter filter)
        => Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["who"] = filter.Who,
                ["kind"] = filter.Kind,
                ["environment"] = filter.Environment,
                ["from"] = filter.From,
                ["to"] = filter.To,
                ["q"] = filter.Search,
                ["page"] = null,
            }),
            replace: true);

    private string EnvironmentOf(AuditEntry entry) => entry.EnvironmentId is { } id
        ? _environments.FirstOrDefault(environment => environment.Id == id)?.Name ?? "deleted"
        : "all environments";

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
