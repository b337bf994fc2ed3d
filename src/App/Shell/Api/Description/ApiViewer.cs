using Microsoft.Extensions.FileProviders;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>The files of the viewer that the page of the API shows, and nothing else of its package.</summary>
internal static class ApiViewer
{
    /// <summary>Where they are.</summary>
    public const string Folder = "/docs/api/viewer";

    private const string Inside = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist";

    public static void UseApiViewer(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = Folder,
        FileProvider = new EmbeddedFileProvider(typeof(SwaggerUIOptions).Assembly, Inside),
        OnPrepareResponse = file =>
        {
            file.Context.Response.Headers.CacheControl = "public, max-age=86400";
            file.Context.Response.Headers.ContentEncoding = "gzip"; // The package holds them compressed, and every browser reads that.
        },
    });
}
