using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Keys;

/// <summary>Ends a key. The last of its kind is ended only by somebody who was told what that means.</summary>
public sealed partial class RevokeKeyDialog
{
    private const string LastKey = "last_key";

    private bool _isLast;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public int EnvironmentId { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentKeyItem Item { get; set; }

    [Inject]
    public required RevokeEnvironmentKey Revoke { get; init; }

    private protected override string Done => $"{Item.Name} no longer works.";

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var result = await Revoke.RunAsync(new(Access, EnvironmentId, Item.Id, _isLast), CancellationToken.None);
        _isLast = result.Error?.Code == LastKey;
        return result.Errors;
    }
}
