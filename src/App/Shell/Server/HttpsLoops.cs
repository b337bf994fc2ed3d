using System.Globalization;
using System.Net;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Sends nobody to HTTPS who comes by it: behind a proxy that ends it and is not known every request looks like plain HTTP, and whoever
/// follows such a redirect is back at once.
/// </summary>
internal sealed partial class HttpsLoops(TimeProvider clock, ILogger<HttpsLoops> log)
{
    // Of browsers alone, which keep it as long as a redirect takes: probes and scripts that follow none are not taken for one that loops.
    private const string Cookie = "experiment-admin-to-https";
    private const int MostTurns = 3;

    private static readonly CookieOptions s_kept = new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromSeconds(10), Path = "/" };

    private readonly LogThrottle _throttle = new(clock);

    /// <summary>Whether a request came by HTTPS, as a proxy says whose word counts for nothing else; the log then says what to set.</summary>
    public bool CameByHttps(HttpContext http)
    {
        if (http.Request.IsHttps || !SaysHttps(http.Request.Headers))
        {
            return false;
        }

        Say(http);
        return true;
    }

    /// <summary>Answers a browser that was sent to HTTPS before and is back by plain HTTP, and lets all others pass.</summary>
    public Task EndAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.IsHttps || !http.Request.AsksForPage())
        {
            return next(http);
        }

        var turns = int.TryParse(http.Request.Cookies[Cookie], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0;
        if (turns < MostTurns)
        {
            http.Response.Cookies.Append(Cookie, (turns + 1).ToString(CultureInfo.InvariantCulture), s_kept);
            return next(http);
        }

        Say(http);
        SecurityHeaders.Add(http.Response.Headers); // They come later on the way, which ends here.
        return Results.Text(
            "This address sends to HTTPS, and what comes back from there looks like plain HTTP again. Whoever runs the server has to name the proxy that "
                + "takes HTTPS in the setting Server:KnownProxies, and let it send X-Forwarded-Proto.",
            statusCode: StatusCodes.Status508LoopDetected).ExecuteAsync(http);
    }

    private void Say(HttpContext http)
    {
        if (_throttle.MaySay(nameof(HttpsLoops)))
        {
            var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
            SayUnknown(log, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }
    }

    private static bool SaysHttps(IHeaderDictionary headers)
        => headers["X-Forwarded-Proto"].Concat(headers["X-Forwarded-Scheme"]).Any(value => Parts(value, ',').Any(IsHttps))
            || headers["X-Forwarded-Ssl"].Concat(headers["Front-End-Https"]).Any(value => value?.Trim().Equals("on", StringComparison.OrdinalIgnoreCase) == true)
            || headers["Forwarded"].Any(value => Parts(value, ',', ';').Any(
                part => part.StartsWith("proto=", StringComparison.OrdinalIgnoreCase) && IsHttps(part["proto=".Length..].Trim('"'))));

    private static string[] Parts(string? value, params char[] separators)
        => (value ?? string.Empty).Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsHttps(string scheme)
        => scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) || scheme.Equals(Uri.UriSchemeWss, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests that came by HTTPS look like plain HTTP, because {Proxy} is not in Server:KnownProxies or does not send X-Forwarded-Proto: Server:RedirectToHttps sends them nowhere, and pages do not open. Name that proxy there. This is said once a minute.")]
    private static partial void SayUnknown(ILogger log, IPAddress proxy);
}
