using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>Asks before a management API key is ended, and ends it.</summary>
public sealed partial class RevokeApiKeyDialog
{
    private IReadOnlyList<Error> _errors = [];
    private bool _busy;

    [Parameter, EditorRequired]
    public required ManagementKeyScope Scope { get; set; }

    [Parameter, EditorRequired]
    public required ManagementKeyItem Item { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required RevokeManagementKey Revoke { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private async Task RevokeAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await Revoke.RunAsync(new(Scope, Item.Id), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        if (result.IsOk)
        {
            Toasts.Say($"{Item.Name} no longer works.");
            await OnDone.InvokeAsync();
        }
    }
}
