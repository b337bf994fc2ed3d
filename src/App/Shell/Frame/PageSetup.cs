using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.App.Shell.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;

namespace ExperimentAdmin.App.Shell.Frame;

internal static class PageSetup
{
    private const string Circuits = "/_blazor";

    /// <summary>Before the sign-in is looked at: a page of another site has the visitor's cookie where it may open a connection.</summary>
    public static void UseCircuitOrigins(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase) && CrossSite.IsFromElsewhere(http.Request),
        branch => branch.Run(http => Results.Text(CrossSite.Refusal.Message, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http)));

    /// <summary>A page has no other form: whoever takes none is told so, when they may see it at all.</summary>
    public static void UsePagesForBrowsers(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.TakesPages() || http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
        return Task.CompletedTask;
    });

    /// <summary>All pages, each under the rule that it names, and the connection behind them for those who are signed in.</summary>
    public static void MapPages(this WebApplication app)
        => app.MapRazorComponents<App>().AddInteractiveServerRenderMode(Configure).Add(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            {
                endpoint.Metadata.Add(new AuthorizeAttribute(AccessPolicies.SignedIn));
            }
        });

    // Who may frame us is said once, for every answer: see SecurityHeaders.
    private static void Configure(ServerComponentsEndpointOptions options) => options.ContentSecurityFrameAncestorsPolicy = null;
}
