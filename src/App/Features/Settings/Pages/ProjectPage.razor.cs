using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The settings of the project of the address.</summary>
public sealed partial class ProjectPage
{
    private ProjectSettings? _settings;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override void Forget() => _settings = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Reads.ProjectAsync(Workspace.Access, cancellation);
        return () => _settings = settings;
    }
}
