using ExperimentAdmin.App.Shell.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>
/// The way to every page: in full, as a column of pictures on a narrower screen, and on a phone as a drawer that the
/// button in the top bar opens (a popover, so that Escape and a tap beside it close it).
/// </summary>
public sealed partial class SideNav
{
    [Parameter, EditorRequired]
    public required WorkspaceLocation Location { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    private bool IsInstanceAdministrator { get; set; }

    protected override async Task OnParametersSetAsync()
        => IsInstanceAdministrator = SignedIn is not null
            && (await SignedIn).User.HasClaim(claim => claim.Type == SessionClaims.InstanceAdministrator);
}
