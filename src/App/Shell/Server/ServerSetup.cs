using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder.Extensions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.SignalR;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>What stands between the network and the application.</summary>
internal static class ServerSetup
{
    // How often a page may be rendered before its browser has shown it. Where the server has to wait for that, what is typed next is put together
    // with what the parts of the page were given last, which is older.
    private const int RendersAhead = 1000;

    // In bytes: twice what the longest text that a field takes can be, since an event says it twice. Who sends more is cut off.
    private const int LongestMessage = 1024 * 1024;

    public static IServiceCollection AddServer(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<MatcherPolicy, OpenRoutes>();
        services.Configure<AntiforgeryOptions>(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in options.KnownProxies)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
        // The framework looks at the host before a proxy's word about it is taken; see AllowedHosts for what looks instead.
        services.Configure<HostFilteringOptions>(filtering => filtering.AllowedHosts = ["*"]);
        services.Configure<ExceptionHandlerOptions>(handler =>
        {
            handler.StatusCodeSelector = fault => fault is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError;
            handler.SuppressDiagnosticsCallback = fault
                => fault.Exception is BadHttpRequestException or ConnectionResetException || DatabaseAway.Of(fault.Exception) is not null; // The sender's own, or said already.
        });
        services.Configure<CircuitOptions>(circuits => circuits.MaxBufferedUnacknowledgedRenderBatches = RendersAhead);
        services.AddSingleton<CircuitDelivery>();
        services.AddScoped<CircuitHandler, CircuitDelivery.Opening>();
        services.Configure<HubOptions>(hubs =>
        {
            hubs.KeepAliveInterval = CircuitDelivery.Pulse;
            hubs.MaximumReceiveMessageSize = LongestMessage;
            hubs.AddFilter<CircuitDelivery>();
        });
        services.AddExceptionHandler<DatabaseAway>();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        if (options.RedirectToHttps)
        {
            services.AddSingleton<HttpsLoops>();
            services.AddHttpsRedirection(redirection => redirection.HttpsPort = options.HttpsPort);
            services.Configure<CookieAuthenticationOptions>(
                CookieAuthenticationDefaults.AuthenticationScheme, cookie => cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        }

        return services;
    }

    /// <summary>First of everything: what follows sees the address as the browser does.</summary>
    public static void UseServer(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        if (options.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseSingleSlashes(options.PathBase);
        if (options.PathBase.Length > 0)
        {
            // The middleware itself: the extension would also choose a route, before applications got their answers.
            app.UseMiddleware<UsePathBaseMiddleware>(new PathString(options.PathBase));
        }

        app.UseAllowedHosts(options);
        if (options.RedirectToHttps)
        {
            app.UseHsts();

            // A probe takes a redirect for a good answer.
            var loops = app.Services.GetRequiredService<HttpsLoops>();
            app.UseWhen(
                context => !Health.IsProbe(context.Request) && !loops.CameByHttps(context),
                asked => asked.Use(loops.EndAsync).UseHttpsRedirection());
        }
    }
}
