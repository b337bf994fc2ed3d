using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ExperimentAdmin.App.Shell.Api;

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
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || request.HttpContext.User.Identity?.AuthenticationType != CookieAuthenticationDefaults.AuthenticationScheme)
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase));
    }
}
