using ExperimentAdmin.Core.Serving;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Delivery;

/// <summary>
/// Lets pages of other sites ask. The question of a browser beforehand carries no key, so it is answered for all
/// environments together; the request itself is held against its own environment.
/// </summary>
internal static class DeliveryCors
{
    private const string AllowedHeaders =
        "x-environment-key, content-type, flagsmith-sdk-user-agent, flagsmith-application-name, flagsmith-application-version, "
        + "authorization, x-api-key, if-none-match";

    private const string ExposedHeaders = $"ETag, {FlagsEndpoint.UpdatedAtHeader}, Retry-After";

    // How long a browser remembers the answer, in seconds: two hours are the most that browsers take.
    private const string MaxAge = "7200";

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

        headers.Vary = HeaderNames.Origin;
        if (served.AnyAllowsOrigin(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlAllowMethods = methods;
            headers.AccessControlAllowHeaders = AllowedHeaders;
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

    private static string? Origin(HttpContext http) => http.Request.Headers.Origin is [{ Length: > 0 } origin] ? origin : null;
}
