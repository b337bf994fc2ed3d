using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExperimentAdmin.App.Features.Account;

/// <summary>What a person does to their sign-in without a page of its own.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
        => routes.MapPost("/account/sign-out", SignOutAsync).AllowAnonymous();

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SignOut signOut)
    {
        // A form of another site does not sign anybody out. Nor does one that was rendered before the last sign-in.
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.LocalRedirect("~/account");
        }

        if (SessionClaims.Session(http.User) is { } session)
        {
            _ = await signOut.RunAsync(new(session), CancellationToken.None);
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect($"~{SignInCookie.SignInPath}");
    }
}
