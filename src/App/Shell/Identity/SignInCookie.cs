using System.Globalization;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Reads;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>The cookie that says who is signed in, and what becomes of it.</summary>
internal static class SignInCookie
{
    public const string SignInPath = "/account/sign-in";
    public const string ReturnParameter = "returnUrl";

    private const string EitherScheme = "PageOrApi";
    private const string CheckedAt = "checked_at";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(14);

    /// <summary>How long a deactivated person can go on at most.</summary>
    public static TimeSpan RevalidationInterval { get; } = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiSignIn>(ApiSignIn.SchemeName, configureOptions: null);
        services.AddRules();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitRevalidation>();
        services.AddScoped<CurrentActor>();
        services.AddHttpContextAccessor();
        return services;
    }

    /// <summary>Writes the cookie.</summary>
    /// <param name="http">The request that the cookie answers.</param>
    /// <param name="session">Who signed in.</param>
    /// <param name="stay">Whether it outlives the browser.</param>
    public static Task SignInAsync(this HttpContext http, PersonSession session, bool stay)
        => http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SessionClaims.Principal(session),
            new AuthenticationProperties { IsPersistent = stay });

    /// <summary>Goes on with a new stamp or name; what was chosen at the sign-in stays.</summary>
    public static async Task RenewAsync(this HttpContext http, PersonSession session)
    {
        var now = await http.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(session, now.Properties?.IsPersistent ?? false);
    }

    private static string SchemeOf(HttpContext http)
        => http.Request.IsApi() ? ApiSignIn.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "experiment-admin";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // Always, once HTTPS is on.
        options.ExpireTimeSpan = s_lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnParameter;
        options.Events.OnValidatePrincipal = RevalidateAsync;
        options.Events.OnRedirectToAccessDenied = RefuseAsync;
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask; // Where to go is looked at more closely: see ReturnUrl.
    }

    private static async Task RevalidateAsync(CookieValidatePrincipalContext context)
    {
        var clock = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow();
        if (DateTimeOffset.TryParse(
                context.Properties.GetString(CheckedAt), CultureInfo.InvariantCulture, DateTimeStyles.None, out var checkedAt)
            && checkedAt <= now && now - checkedAt < RevalidationInterval)
        {
            return;
        }

        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionReads>();
        if (context.Principal is { } principal && SessionClaims.Read(principal) is var (personId, stamp)
            && await sessions.FindAsync(personId, stamp, context.HttpContext.RequestAborted) is { } session)
        {
            // With the name and rights of today.
            context.ReplacePrincipal(SessionClaims.Principal(session));
            context.Properties.SetString(CheckedAt, now.ToString("O", CultureInfo.InvariantCulture));
            context.ShouldRenew = true;
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    // Refused is refused, without a page of its own to go to; and where nothing is, nothing is refused.
    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = context.HttpContext.GetEndpoint() is null
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
