using System.Buffers;
using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>
/// Lets pages of other sites ask. The question of a browser beforehand carries no key, so it is answered for all
/// environments together; the request itself is held against its own environment.
/// </summary>
internal static class DeliveryCors
{
    // What clients send. Pages and what watches over them add headers by themselves; see Asked.
    private const string AllowedHeaders =
        "x-environment-key, content-type, flagsmith-sdk-user-agent, flagsmith-application-name, flagsmith-application-version, "
        + "authorization, x-api-key, if-none-match";

    // What was asked for decides the answer, where a cache would keep it.
    private const string QuestionVary = "Origin, Access-Control-Request-Headers";

    private const int MostHeaders = 64;
    private const int LongestList = 4096;

    private const string ExposedHeaders = $"ETag, {FlagsEndpoint.UpdatedAtHeader}, Retry-After";

    // How long a browser remembers the answer, in seconds: two hours are the most that browsers take.
    private const string MaxAge = "7200";

    private static readonly string[] s_allowed = AllowedHeaders.Split(", ");

    private static readonly SearchValues<char> s_ofNames =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Answers <c>OPTIONS</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="methods">What may be sent to its address, with commas.</param>
    /// <param name="served">All environments.</param>
    public static void AnswerQuestion(HttpContext http, string methods, ServedEnvironments served)
    {
        var headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.Allow = methods;
        if (Origin(http) is not { } origin)
        {
            return;
        }

        headers.Vary = QuestionVary;
        if (served.AnyAllowsOrigin(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowMethods = methods;
            headers.AccessControlAllowHeaders = Asked(http.Request);
            headers.AccessControlMaxAge = MaxAge;
        }
    }

    /// <summary>Says whether the page that asks may read the answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="environment">What its key opens; null while that is not known.</param>
    /// <param name="served">All environments.</param>
    public static void Apply(HttpContext http, ServedEnvironment? environment, ServedEnvironments served)
    {
        if (Origin(http) is not { } origin)
        {
            return;
        }

        var headers = http.Response.Headers;
        if (environment?.AllowsOrigin(origin) ?? served.AnyAllowsOrigin(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = ExposedHeaders;
        }
    }

    // Reading them opens nothing: the key alone does. Asked for more than any page sends, or for what is no header, nothing is added.
    private static string Asked(HttpRequest request)
    {
        var list = request.Headers.AccessControlRequestHeaders.ToString();
        if (list.Length is 0 or > LongestList)
        {
            return AllowedHeaders;
        }

        var names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > MostHeaders || Array.Exists(names, name => name.AsSpan().ContainsAnyExcept(s_ofNames))
            ? AllowedHeaders
            : string.Join(", ", s_allowed.Union(names, StringComparer.OrdinalIgnoreCase));
    }

    private static string? Origin(HttpContext http) => http.Request.Headers.Origin is [{ Length: > 0 } origin] ? origin : null;
}
