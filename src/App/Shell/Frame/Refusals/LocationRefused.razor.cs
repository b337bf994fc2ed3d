using ExperimentAdmin.App.Shell.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExperimentAdmin.App.Shell.Frame.Refusals;

/// <summary>
/// In place of a page of a project or environment that is not there for this person; leads to the sign-in those whom
/// nothing is there for any more.
/// </summary>
public sealed partial class LocationRefused
{
    private const string NotSignedIn = "not_signed_in";

    [Parameter, EditorRequired]
    public required Error Refusal { get; set; }

    /// <summary>Looks for the place once more.</summary>
    [Parameter]
    public Func<Task> OnRetry { get; set; } = () => Task.CompletedTask;

    [CascadingParameter]
    public Task<AuthenticationState>? SignedIn { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (Refusal.Code == NotSignedIn || (SignedIn is not null && (await SignedIn).User.Identity is not { IsAuthenticated: true }))
        {
            Navigation.NavigateTo(ReturnUrl.SignIn(Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
        }
    }
}
