using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Pages;

/// <summary>The keys of the environment of the address.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<EnvironmentKeyItem>? _keys;
    private EnvironmentKeyItem? _chosen;
    private bool _rotates;
    private NewKey? _new;
    private string _newName = string.Empty;
    private bool _newIsSecret;

    [Inject]
    public required SettingsReads Reads { get; init; }

    protected override void Forget() => (_keys, _chosen, _new) = (null, null, null);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var keys = await Reads.KeysAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _keys = keys;
    }

    private void Choose((EnvironmentKeyItem Item, bool Rotates) chosen) => (_chosen, _rotates) = chosen;

    private Task MadeAsync((NewKey Key, string Name, EnvironmentKeyKind Kind) made)
    {
        (_new, _newName, _newIsSecret) = (made.Key, made.Name, made.Kind is EnvironmentKeyKind.Server);
        return DoneAsync();
    }

    private Task DoneAsync()
    {
        _chosen = null;
        return LoadAsync();
    }
}
