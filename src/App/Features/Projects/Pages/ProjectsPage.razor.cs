using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Pages;

/// <summary>The projects of the instance. Search and page are in the address.</summary>
public sealed partial class ProjectsPage
{
    private ListQuery? _loaded;
    private Page<ProjectItem>? _page;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? Number { get; set; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        var asked = new ListQuery { Search = Search, Page = Number ?? 1 };
        if (asked == _loaded)
        {
            return;
        }

        _loaded = asked;
        _busy = true;
        if (await AdmitAsync() is not { } access)
        {
            (_page, _busy) = (null, false);
            return;
        }

        var page = await Reads.ProjectsAsync(access, asked);
        if (ReferenceEquals(asked, _loaded) && !Navigation.LeavesPastTheEnd(page))
        {
            (_page, _busy) = (page, false);
        }
    }

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["q"] = string.IsNullOrWhiteSpace(text) ? null : text,
            ["page"] = null,
        }),
        replace: true);
}
