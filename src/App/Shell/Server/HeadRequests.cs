using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Answers <c>HEAD</c> wherever <c>GET</c> is answered: as that, and the server leaves the body out. Pages and most routes
/// name <c>GET</c> alone. So is the page that says why another one is not there: nobody sent it a form.
/// </summary>
internal static class HeadRequests
{
    public static void UseHeadRequests(this WebApplication app) => app.Use(async (http, next) =>
    {
        var method = http.Request.Method;
        if (HttpMethods.IsHead(method) || http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            http.Request.Method = HttpMethods.Get;
        }

        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = method;
        }

        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed && !http.Response.HasStarted)
        {
            NameHead(http.Response.Headers);
        }
    });

    private static void NameHead(IHeaderDictionary headers)
    {
        var allowed = headers.GetCommaSeparatedValues(HeaderNames.Allow);
        if (allowed.Contains(HttpMethods.Get, StringComparer.Ordinal) && !allowed.Contains(HttpMethods.Head, StringComparer.Ordinal))
        {
            headers.Allow = string.Join(", ", [.. allowed, HttpMethods.Head]);
        }
    }
}
