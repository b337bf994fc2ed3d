using ExperimentAdmin.App.Delivery;
using ExperimentAdmin.App.Features;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.App.Shell.Pages;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.App;

/// <summary>What the application is made of, in one place to read.</summary>
internal static class Application
{
    /// <summary>Puts it together; nothing runs and no database is touched yet.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var known = KnownSettings.Watch(builder.Configuration);
        var database = ProgramFolder.Database(builder);
        builder.Services.TryAddSingleton(ClockOptions.From(builder.Configuration, builder.Environment).Clock);
        var demo = DemoOptions.From(builder.Configuration, builder.Environment);
        var server = ServerOptions.From(builder.Configuration);
        var api = ApiOptions.From(builder.Configuration);
        var delivery = DeliveryOptions.From(builder.Configuration);
        var telemetry = TelemetryOptions.From(builder.Configuration);

        builder.LimitConnections(database);
        builder.QuietUntilStarted();
        builder.AddLogs(LogOptions.From(builder.Configuration));
        builder.StopWithinSeconds(5);
        builder.WebHost.UseStaticWebAssets(); // For every environment: without it only Development runs from a build folder.
        builder.RefuseWithoutFiles();
        builder.Services.AddSingleton(RetentionOptions.From(builder.Configuration, database, ProgramFolder.Home(builder.Environment)));
        builder.Services.AddCore(database, SessionLimits.From(builder.Configuration));
        builder.Services.AddProblemDetails();
        builder.Services.AddPages();
        builder.Services.AddShell();
        builder.Services.AddServer(server);
        builder.Services.AddManagementApi(api);
        builder.Services.AddDelivery(delivery);
        builder.Services.AddTelemetry(telemetry, server);
        builder.Services.AddSingleton(demo).AddSingleton(SignInOptions.From(builder.Configuration));
        if (BootstrapOptions.From(builder.Configuration) is { } bootstrap)
        {
            builder.Services.AddSingleton(bootstrap);
        }

        known.RefuseOthers(); // After everything is read, and before anything is touched.
        builder.KeepKeys(database, server);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        Arrange(app);
        Map(app);
        return app;
    }

    /// <summary>Brings the database up to date and fills what a first start fills.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<DatabaseStart>().RunAsync(
            async () =>
            {
                app.MakeKeys();
                await app.OfferDemoAsync(app.Services.GetRequiredService<DemoOptions>());
                await app.OfferSetUpAsync();
            },
            stopping);
    }

    // What every request goes through, in this order.
    private static void Arrange(WebApplication app)
    {
        app.UseServer();
        app.UseDelivery();
        app.UseSecurityHeaders();
        app.UseCircuitOrigins();
        app.UseExceptionHandler();
        app.UseApiStatusBodies();
        app.UsePageStatusBodies();
        app.UseHeadRequests();
        app.UseApiViewer();
        app.UseRouting();
        app.UseFormBodies();
        app.UseAuthentication();
        app.UseApiLimits();
        app.UseAuthorization();
        app.UsePagesForBrowsers();
        app.UseAntiforgery();
    }

    private static void Map(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapApiDescription();
        app.MapFeatures();
        app.MapWrongMethods();
        app.MapPages();
    }
}
