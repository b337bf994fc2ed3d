using ExperimentAdmin.Core.Flags.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The settings of the project of the address.</summary>
public sealed partial class ProjectPage
{
    private ProjectSettings? _settings;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _settings = await Reads.ProjectAsync(Workspace.Access);
}
