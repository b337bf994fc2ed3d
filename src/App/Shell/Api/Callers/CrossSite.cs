using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>
/// Keeps pages of other sites from acting with somebody's session. Browsers say with every request that changes something
/// where it comes from; one that says nothing is no browser, and has the cookie because somebody gave it away.
/// </summary>
internal static class CrossSite
{
    public static Error Refusal { get; } = new Error.Forbidden(
        "cross_site_request", "A page of another site sent this request with your session. Use the application itself, or an API key.");

    /// <summary>Whether a request of a session comes from elsewhere. Keys are sent on purpose only.</summary>
    public static bool Refuses(HttpRequest request)
        => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            && request.HttpContext.User.Identity?.AuthenticationType == CookieAuthenticationDefaults.AuthenticationScheme
            && IsFromElsewhere(request);

    /// <summary>Whether a browser says that a page of another origin sends this: another host or port, or HTTP where we are HTTPS.</summary>
    public static bool IsFromElsewhere(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site and not ("same-origin" or "none")
            || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOurs(origin, request));

    private static bool IsOurs(string origin, HttpRequest request)
        => Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && Uri.Compare(
                from, new Uri($"{request.Scheme}://{request.Host}"), UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
