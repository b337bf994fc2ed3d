using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Keys;

/// <summary>Keys with their state; an environment has a handful, so there is one page of them.</summary>
public sealed partial class KeysTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<EnvironmentKeyItem> Keys { get; set; }

    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>A key, and whether it is to be replaced; otherwise revoked.</summary>
    [Parameter]
    public EventCallback<(EnvironmentKeyItem Item, bool Rotates)> OnChoose { get; set; }
}
