using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The environments of the project; there are a handful, so there is one page of them.</summary>
public sealed partial class EnvironmentsPage
{
    private IReadOnlyList<EnvironmentInfo>? _environments;

    [Inject]
    public required WorkspaceReads Reads { get; init; }

    protected override void Forget() => _environments = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var environments = await Reads.EnvironmentsAsync(Workspace.Access, cancellation);
        return () => _environments = environments;
    }
}
