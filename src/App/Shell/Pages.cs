using ExperimentAdmin.App.Shell.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;

namespace ExperimentAdmin.App.Shell;

internal static class Pages
{
    /// <summary>All pages, each under the rule that it names, and the connection behind them for those who are signed in.</summary>
    public static void MapPages(this WebApplication app)
        => app.MapRazorComponents<App>().AddInteractiveServerRenderMode(Configure).Add(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            {
                endpoint.Metadata.Add(new AuthorizeAttribute(Rules.SignedIn));
            }
        });

    // Who may frame us is said once, for every answer: see SecurityHeaders.
    private static void Configure(ServerComponentsEndpointOptions options) => options.ContentSecurityFrameAncestorsPolicy = null;
}
