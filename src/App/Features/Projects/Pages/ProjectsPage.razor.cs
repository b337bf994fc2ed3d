using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Projects.Pages;

/// <summary>The projects of the instance. Search and page are in the address.</summary>
public sealed partial class ProjectsPage
{
    private Page<ProjectItem>? _page;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override object Asked => Wanted;

    private ListQuery Wanted => new() { Search = Search, Page = Number };

    protected override void Forget() => _page = null;

    protected override async Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation)
    {
        var page = await Reads.ProjectsAsync(access, Wanted, cancellation);
        return Showing(page, () => _page = page);
    }
}
