using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Project;

/// <summary>Deletes a project, for instance administrators who type its name.</summary>
public sealed partial class DeleteProjectCard
{
    private IReadOnlyList<Error> _errors = [];
    private string? _typed;
    private bool _asks;
    private bool _busy;

    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required DeleteProject Delete { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private void Ask() => (_asks, _typed, _errors) = (true, null, []);

    private async Task DeleteAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await Delete.RunAsync(new(Workspace.Access, _typed), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        if (result.IsOk)
        {
            Toasts.Say($"{Workspace.Project.Name} was deleted.");
            if (!WasLeft)
            {
                Navigation.NavigateTo("instance/projects");
            }
        }
    }
}
