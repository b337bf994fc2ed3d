using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>Makes a management API key for the project of the address.</summary>
public sealed partial class NewApiKeyPage
{
    private string? _trial;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override async Task OnParametersSetAsync()
        => _trial = ApiAddress.Experiments((await Reads.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id))!.HashKey);
}
