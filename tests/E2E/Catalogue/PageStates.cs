using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.E2E.Pages;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>What there is to see in the demo workspace.</summary>
internal static class PageStates
{
    public static IReadOnlyDictionary<string, PageState> All { get; }
        = Account().Concat(FlagStates.All()).ToDictionary(state => $"{state.Page}-{state.State}", StringComparer.Ordinal);

    private static IEnumerable<PageState> Account() =>
    [
        new("sign-in", "demo", Role: null, SignInScreen.Address, "Sign in"),
        new("sign-in", "refused", Role: null, SignInScreen.Address, "Sign in")
        {
            Enter = async page =>
            {
                var signIn = new SignInScreen(page);
                await signIn.TryAsync("nobody@example.com", "not the password");
                await signIn.RefusesAsync("The e-mail address or the password is wrong.");
            },
        },
        new("account", "normal", Role.Viewer, "/account", "Your account"),
        new("not-found", "no-page", Role.Viewer, "/shop/production/no-such-page", "Page not found") { Expected = "404" },
        new("not-found", "no-project", Role.Viewer, "/nowhere/production", "Not found"),
        new("not-found", "no-environment", Role.Viewer, "/shop/nowhere", "Not found"),
    ];
}
