using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>What tells those who watch over the process how it is.</summary>
internal static class Health
{
    /// <summary>Below this everything answers without a sign-in.</summary>
    public const string Path = "/health";

    private const string Live = $"{Path}/live";
    private const string Ready = $"{Path}/ready";

    private static readonly HttpMethodMetadata s_read = new([HttpMethods.Get]);

    /// <summary>Whether this is what watches over the process, and asks it directly: by its address and by plain HTTP.</summary>
    public static bool IsProbe(HttpRequest request)
        => Is(request.Path, Live) || Is(request.Path, Ready);

    /// <summary>Live: the process answers. Ready: what it needs answers too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false }).WithMetadata(s_read).AllowAnonymous();
        app.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync }).WithMetadata(s_read).AllowAnonymous();
    }

    private static bool Is(PathString path, string probe) => path.Equals(probe, StringComparison.OrdinalIgnoreCase) || path.Equals($"{probe}/", StringComparison.OrdinalIgnoreCase);

    // The word for all of it first, and then what is amiss, in numbers: anybody may read it.
    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(
            string.Join('\n', report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend(report.Status.ToString())),
            http.RequestAborted);
    }
}
