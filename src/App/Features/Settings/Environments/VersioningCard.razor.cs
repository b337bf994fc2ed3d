using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Environments;

/// <summary>How an environment keeps flag states, and the one way to change that.</summary>
public sealed partial class VersioningCard
{
    private IReadOnlyList<Error> _errors = [];
    private bool _asks;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentInfo Environment { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required SwitchVersioning Switch { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private async Task SwitchAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        _errors = (await Switch.RunAsync(new(Access, Environment.Id), CancellationToken.None)).Errors;
        _busy = false;
        if (_errors.Count == 0)
        {
            _asks = false;
            Toasts.Say($"{Environment.Name} publishes versions from now on.");
            await OnChanged.InvokeAsync();
        }
    }
}
