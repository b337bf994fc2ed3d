using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The settings of the environment of the address.</summary>
public sealed partial class EnvironmentPage
{
    private EnvironmentSettings? _settings;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override void Forget() => _settings = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Reads.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _settings = settings;
    }
}
