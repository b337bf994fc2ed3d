using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Overrides;

/// <summary>One segment override: what it serves, its place, and the ways to change both.</summary>
public sealed partial class OverrideCard
{
    private IReadOnlyList<Error> _errors = [];
    private bool _isRemoving;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    [Parameter, EditorRequired]
    public required OverrideView Override { get; set; }

    /// <summary>Its place among the overrides, from 1.</summary>
    [Parameter, EditorRequired]
    public required int Position { get; set; }

    [Parameter, EditorRequired]
    public required bool CanEdit { get; set; }

    /// <summary>Whether its form is open.</summary>
    [Parameter, EditorRequired]
    public required bool IsEditing { get; set; }

    /// <summary>Somebody wants its form opened, or closed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<bool> OnEdit { get; set; }

    /// <summary>Somebody wants it moved, by -1 or 1.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<int> OnMove { get; set; }

    /// <summary>Something was saved, or is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required PutSegmentOverride Put { get; init; }

    [Inject]
    public required RemoveSegmentOverride Remove { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private async Task<Result<int>> SaveAsync(StateChange wanted, int revision)
    {
        var saved = await Put.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, Override.SegmentId, wanted, revision), CancellationToken.None);
        await OnChanged.InvokeAsync();
        if (saved.IsOk)
        {
            await OnEdit.InvokeAsync(false);
            Toasts.Say($"The override of {Override.SegmentName} is saved.");
        }

        return saved;
    }

    private async Task RemoveAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        _errors = (await Remove.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, Override.SegmentId, View.Revision), CancellationToken.None)).Errors;
        _busy = false;
        if (_errors.Count == 0)
        {
            Toasts.Say($"The override of {Override.SegmentName} is removed.");
            CloseRemoving();
        }

        await OnChanged.InvokeAsync();
    }

    private void CloseRemoving() => (_isRemoving, _errors) = (false, []);
}
