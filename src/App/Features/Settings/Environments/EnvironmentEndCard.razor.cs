using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Environments;

/// <summary>Archives an environment, brings it back, or deletes it.</summary>
public sealed partial class EnvironmentEndCard
{
    private IReadOnlyList<Error> _errors = [];
    private Step? _step;
    private string? _typed;
    private bool _busy;

    private enum Step
    {
        Archive,
        Restore,
        Delete,
    }

    [Parameter, EditorRequired]
    public required Workspace Workspace { get; set; }

    /// <summary>Archived or brought back.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required ArchiveEnvironment Archive { get; init; }

    [Inject]
    public required DeleteEnvironment Delete { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private void Ask(Step step) => (_step, _typed, _errors) = (step, null, []);

    private void Close() => _step = null;

    private async Task ConfirmAsync()
    {
        if (_busy || _step is not { } step)
        {
            return;
        }

        _busy = true;
        var (access, id, name) = (Workspace.Access, Workspace.Environment.Id, Workspace.Environment.Name);
        var result = step is Step.Delete
            ? await Delete.RunAsync(new(access, id, _typed), CancellationToken.None)
            : await Archive.RunAsync(new(access, id, step is Step.Archive), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        if (!result.IsOk)
        {
            return;
        }

        Close();
        Toasts.Say(step switch
        {
            Step.Archive => $"{name} is archived.",
            Step.Restore => $"{name} is back.",
            Step.Delete => $"{name} was deleted.",
        });
        if (WasLeft)
        {
            return;
        }

        if (step is Step.Delete)
        {
            Navigation.NavigateTo(string.Empty);
        }
        else
        {
            await OnChanged.InvokeAsync();
        }
    }
}
