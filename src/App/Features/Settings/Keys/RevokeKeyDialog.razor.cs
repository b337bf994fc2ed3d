using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Keys;

/// <summary>Ends a key. The last of its kind is ended only by somebody who was told what that means.</summary>
public sealed partial class RevokeKeyDialog
{
    private const string LastKey = "last_key";

    private IReadOnlyList<Error> _errors = [];
    private bool _isLast;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public int EnvironmentId { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentKeyItem Item { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required RevokeEnvironmentKey Revoke { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private async Task RevokeAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await Revoke.RunAsync(new(Access, EnvironmentId, Item.Id, _isLast), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        _isLast = result.Error?.Code == LastKey;
        if (result.IsOk)
        {
            Toasts.Say($"{Item.Name} no longer works.");
            await OnDone.InvokeAsync();
        }
    }
}
