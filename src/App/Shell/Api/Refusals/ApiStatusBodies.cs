using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Server;

namespace ExperimentAdmin.App.Shell.Api.Refusals;

/// <summary>Gives answers without a body one, in JSON unless a page is asked for: unknown addresses, wrong methods, bodies that nobody reads.</summary>
internal static class ApiStatusBodies
{
    public static void UseApiStatusBodies(this WebApplication app)
        => app.UseWhen(http => !http.Request.AsksForPage(), branch => branch.UseStatusCodePages(context => WriteAsync(context.HttpContext)));

    /// <summary>The same for pages: one that does not exist shows one that says so.</summary>
    public static void UsePageStatusBodies(this WebApplication app)
        => app.UseWhen(
            http => http.Request.AsksForPage(),
            branch => branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));

    private static Task WriteAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var error = status switch
        {
            StatusCodes.Status401Unauthorized => new Error.Forbidden("not_signed_in", "Sign in first: this address is for people who are signed in."),
            StatusCodes.Status404NotFound => new Error.NotFound("not_found", "Not found."),
            StatusCodes.Status405MethodNotAllowed => new Error.Invalid("method_not_allowed", $"Method \"{http.Request.Method}\" not allowed."),
            StatusCodes.Status406NotAcceptable => new Error.Invalid("not_acceptable", "This address is a page for browsers: it has no form but HTML."),
            StatusCodes.Status413PayloadTooLarge => new Error.Invalid("body_too_large", $"The body is larger than {WireBody.Largest:N0} bytes."),
            StatusCodes.Status500InternalServerError => new Error.Conflict("failed", "A server error occurred. It was logged."),
            _ => (Error)new Error.Invalid("refused", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)),
        };
        return ApiErrors.Of(http, status, error).ExecuteAsync(http);
    }
}
