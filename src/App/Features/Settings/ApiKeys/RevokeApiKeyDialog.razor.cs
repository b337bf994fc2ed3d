using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>Asks before a management API key is ended, and ends it.</summary>
public sealed partial class RevokeApiKeyDialog
{
    [Parameter, EditorRequired]
    public required ManagementKeyScope Scope { get; set; }

    [Parameter, EditorRequired]
    public required ManagementKeyItem Item { get; set; }

    [Inject]
    public required RevokeManagementKey Revoke { get; init; }

    private protected override string Done => $"{Item.Name} no longer works.";

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await Revoke.RunAsync(new(Scope, Item.Id), CancellationToken.None)).Errors;
}
