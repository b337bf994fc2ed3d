using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Which requests come from programs: by their address, or because they take no pages. They are answered in JSON with the
/// status that says what is so, and are never led to a page, least of all to the sign-in.
/// </summary>
internal static class MachineAddresses
{
    private const string DoubledSlash = "//";

    // Some of them have nothing below them yet: clients ask there all the same.
    private static readonly string[] s_roots = ["/api", "/ofrep", "/v1", "/sse", "/health", "/openapi", "/openapi.json", "/openapi.yaml"];

    /// <summary>
    /// Serves addresses of programs that were put together from a base with a slash at its end: runs of slashes count as one. First of
    /// everything that looks at the path.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="pathBase">Where it is mounted on its host; empty for the root.</param>
    public static void UseSingleSlashes(this WebApplication app, string pathBase) => app.Use((http, next) =>
    {
        var path = http.Request.Path.Value ?? string.Empty;
        if (path.Contains(DoubledSlash, StringComparison.Ordinal) && new PathString(WithSingleSlashes(path)) is var single
            && (IsMachine(single) || (single.StartsWithSegments(pathBase, StringComparison.OrdinalIgnoreCase, out var below) && IsMachine(below))))
        {
            http.Request.Path = single;
        }

        return next(http);
    });

    /// <summary>Whether a path, below where the application is mounted, is one for programs, whether or not there is anything.</summary>
    public static bool IsMachine(PathString path)
        => path.Value is { } value && Array.Exists(
            s_roots, root => value.StartsWith(root, StringComparison.OrdinalIgnoreCase) && value.AsSpan(root.Length) is [] or ['/', ..] or ['%', '2', 'f' or 'F', ..]);

    /// <summary>Whether an answer may be a page: not below the addresses of programs, nor for whoever takes something else alone.</summary>
    public static bool TakesPages(this HttpRequest request) => !IsMachine(request.Path) && Accepts(request, isAnythingEnough: true);

    /// <summary>
    /// Whether a page is asked for by name, as browsers do for what they show. Where there is no page anyway, whoever takes
    /// anything is told so in JSON.
    /// </summary>
    public static bool AsksForPage(this HttpRequest request)
        => !IsMachine(request.Path) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsPost(request.Method))
            && Accepts(request, isAnythingEnough: false);

    private static bool Accepts(HttpRequest request, bool isAnythingEnough)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
        {
            return isAnythingEnough;
        }

        return MediaTypeHeaderValue.TryParseList(accept, out var types)
            && (Quality("text/html") is { } html ? html > 0
                : Quality("application/xhtml+xml") > 0 || (Quality("text/*") is { } text ? text > 0 : isAnythingEnough && Quality("*/*") > 0));

        // What names it more closely decides.
        double? Quality(string name)
            => types.FirstOrDefault(type => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } type ? type.Quality ?? 1 : null;
    }

    private static string WithSingleSlashes(string path)
        => string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Prepend(string.Empty)) + (path.EndsWith('/') ? "/" : string.Empty);
}
