using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The environments of the project; there are a handful, so there is one page of them.</summary>
public sealed partial class EnvironmentsPage
{
    private IReadOnlyList<EnvironmentInfo>? _environments;

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    protected override async Task OnParametersSetAsync() => _environments = await Reads.EnvironmentsAsync(Workspace.Access);
}
