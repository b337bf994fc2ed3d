using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Settings.ApiKeys;

/// <summary>Management API keys with what they may do, whether they work and when they last did.</summary>
public sealed partial class ApiKeysTable
{
    [Parameter, EditorRequired]
    public required Page<ManagementKeyItem> Page { get; set; }

    /// <summary>Whether they are for different projects.</summary>
    [Parameter]
    public bool ShowsScope { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<ManagementKeyItem> OnRevoke { get; set; }

    private static string NameOf(Role role) => Roles.Short.Single(option => option.Value == role).Text;

    private static string For(ManagementKeyItem key) => key.Project ?? "Every project";

    private static Color KindOf(ManagementKeyStatus status) => status switch
    {
        ManagementKeyStatus.Active => Color.Success,
        ManagementKeyStatus.Expired => Color.Warning,
        ManagementKeyStatus.Revoked => Color.Default,
    };
}
