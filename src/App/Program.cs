using ExperimentAdmin.App.Features.Account;
using ExperimentAdmin.App.Features.Audit.Api;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using Radzen;

return await Start.OrExplainAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var database = DatabaseOptions.From(builder.Configuration, builder.Environment.ContentRootPath);
    var demo = DemoOptions.From(builder.Configuration, builder.Environment);
    var bootstrap = BootstrapOptions.From(builder.Configuration);
    var server = ServerOptions.From(builder.Configuration);

    builder.QuietUntilStarted();
    builder.StopWithinSeconds(5);
    builder.WebHost.UseStaticWebAssets(); // For every environment: without it only Development runs from a build folder.
    builder.Services.AddCore(database);
    builder.Services.AddProblemDetails();
    builder.Services.AddRadzenComponents();
    builder.Services.AddUi();
    builder.Services.AddShell();
    builder.Services.AddServer(server);
    builder.Services.AddManagementApi();
    builder.Services.AddSingleton(demo);
    builder.KeepKeys(database);
    builder.Services.AddRazorComponents().AddInteractiveServerComponents();

    await using var app = builder.Build();

    app.UseServer();
    app.UseExceptionHandler();
    app.UseApiStatusBodies();
    app.UsePageStatusBodies();
    app.UseRouting();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapAccount();
    app.MapAuditExport();
    app.MapManagementApi();
    app.MapPages();

    await app.Services.GetRequiredService<DatabaseStart>().RunAsync(app.Lifetime.ApplicationStopping);
    await app.OfferDemoAsync(demo);
    await app.OfferSetUpAsync(bootstrap);
    app.AnnounceAddress();
    await app.RunAsync();
});
