using ExperimentAdmin.App.Features.Settings.Connect;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Makes a management API key for the project of the address.</summary>
public sealed partial class NewApiKeyPage
{
    private string? _trial;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override void Forget() => _trial = null;

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Reads.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _trial = ApiAddress.Experiments(settings!.HashKey);
    }
}
