using ExperimentAdmin.App.Shell.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExperimentAdmin.App.Shell.Frame.Refusals;

/// <summary>
/// In place of a page that somebody may not see: the sign-in for those who are signed out, also in the middle of a page
/// when their account was deactivated; a sentence for everybody else.
/// </summary>
public sealed partial class PageRefused
{
    [Parameter, EditorRequired]
    public required AuthenticationState State { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnParametersSet()
    {
        if (State.User.Identity is not { IsAuthenticated: true })
        {
            Navigation.NavigateTo(ReturnUrl.SignIn(Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
        }
    }
}
