using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>The cookie that says who is signed in, and what becomes of it.</summary>
internal static class SignInCookie
{
    public const string SignInPath = "/account/sign-in";
    public const string ReturnParameter = "returnUrl";

    private const string EitherScheme = "PageOrApi";

    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiSignIn>(ApiSignIn.SchemeName, configureOptions: null);
        services.AddRules();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitRevalidation>();
        services.AddScoped<AuthenticationStateProvider>(provider => provider.GetRequiredService<CircuitRevalidation>());
        services.AddScoped<CircuitHandler, CircuitEnd>();
        services.AddSingleton<CircuitUses>();
        services.Configure<HubOptions>(options => options.AddFilter<CircuitUses>());
        services.AddScoped<CurrentActor>();
        services.AddHttpContextAccessor();
        return services;
    }

    /// <summary>Begins the sign-in and writes its cookie.</summary>
    /// <param name="http">The request that the cookie answers.</param>
    /// <param name="person">Who signed in.</param>
    /// <param name="stay">Whether it outlives the browser.</param>
    public static async Task SignInAsync(this HttpContext http, PersonSession person, bool stay)
    {
        var services = http.RequestServices;
        var address = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
        var session = await services.GetRequiredService<StartSession>().RunAsync(
            new(person, address?.ToString(), http.Request.Headers.UserAgent.ToString(), SessionClaims.Session(http.User)), CancellationToken.None);

        KnownBrowser.Remember(http, person.Email);

        // The browser may forget it then; whether it still opens anything is judged on the server.
        var end = services.GetRequiredService<TimeProvider>().GetUtcNow() + services.GetRequiredService<SessionLimits>().Lifetime;
        await http.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            SessionClaims.Principal(person, session),
            new AuthenticationProperties { IsPersistent = stay, ExpiresUtc = end });
    }

    private static string SchemeOf(HttpContext http)
        => http.Request.IsApi() ? ApiSignIn.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "experiment-admin";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // Always, once HTTPS is on.
        options.SlidingExpiration = false;
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnParameter;
        options.Events.OnValidatePrincipal = RevalidateAsync;
        options.Events.OnRedirectToLogin = ChallengeAsync;
        options.Events.OnRedirectToAccessDenied = RefuseAsync;
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask; // Where to go is looked at more closely: see ReturnUrl.
    }

    private static async Task RevalidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || Health.IsProbe(http.Request))
        {
            context.RejectPrincipal(); // What everybody gets need not know who asks, and comes while the database is away.
            return;
        }

        try
        {
            await LookAsync(context);
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is not null && IsForAnybody(http))
        {
            context.RejectPrincipal(); // This time: the sign-in itself stays.
        }
    }

    // What only shows something to everybody, such as the description of the API.
    private static bool IsForAnybody(HttpContext http)
        => (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static async Task LookAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (context.Principal is { } principal && SessionClaims.Session(principal) is { } session
            && await services.GetRequiredService<SessionReads>().FindAsync(session, http.RequestAborted) is { } person)
        {
            // With the name and rights of today.
            context.ReplacePrincipal(SessionClaims.Principal(person, session));
            if (http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null)
            {
                services.GetRequiredService<SessionUses>().Note(session.Id); // Open pages connect by themselves: see CircuitUses.
            }

            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    // A program, and the script of a page, can do nothing with the page where people sign in.
    private static Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.TakesPages() && context.Request.Headers.XRequestedWith != "XMLHttpRequest"
            && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is null)
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    // Refused is refused, without a page of its own to go to.
    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
