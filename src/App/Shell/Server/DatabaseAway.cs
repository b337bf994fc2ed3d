using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Frame.Refusals;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Answers what failed because the database is away, locked, full or gone: 503 with <c>Retry-After</c>, a code and a sentence to
/// scripts, a page that says it to browsers. The sign-in stays as it is, and the log hears of it once a minute and not with every request.
/// </summary>
internal sealed partial class DatabaseAway(LogThrottle throttle, ILogger<DatabaseAway> logger) : IExceptionHandler
{
    /// <summary>What an exception says of the database; null when it is about anything else.</summary>
    public static Error.Unavailable? Of(Exception exception) => DatabaseFault.Of(exception)?.ToError();

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (DatabaseFault.Of(exception) is not { } fault)
        {
            return false;
        }

        Log(fault, exception);

        // The endpoint says in which shape it refuses; whoever answers for a failure forgets it first.
        httpContext.SetEndpoint(httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint);
        httpContext.Response.Headers.CacheControl = "no-store";
        var error = fault.ToError(exception is DatabaseFaultException ? null : Effect(httpContext)); // That one says it itself.
        await (httpContext.Request.AsksForPage() ? ShowAsync(httpContext, error) : ApiErrors.Of(httpContext, error).ExecuteAsync(httpContext));
        return true;
    }

    // With services of its own: those of the request may have begun another page.
    private static async Task ShowAsync(HttpContext http, Error.Unavailable error)
    {
        var before = http.RequestServices;
        await using var scope = before.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await Page(http, error).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = before;
        }
    }

    // Before the admission nothing can have been done. Behind it a change may be saved that could not be read back for the answer.
    private static string? Effect(HttpContext http)
        => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) ? null
            : http.Request.IsApi() && http.RequestServices.GetRequiredService<ApiCall>().Actor == Actor.Nobody ? "Nothing was changed."
            : "Look whether what you sent is there before you send it again.";

    private static RazorComponentResult<DatabaseAwayPage> Page(HttpContext http, Error.Unavailable error)
    {
        RetryLater.Say(http, error);
        return new RazorComponentResult<DatabaseAwayPage>(new { Refusal = error, Address = $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}" })
        {
            StatusCode = StatusCodes.Status503ServiceUnavailable,
        };
    }

    private void Log(DatabaseFault fault, Exception exception)
    {
        if (throttle.MaySay(fault.Code))
        {
            LogAway(logger, fault.Sentence, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Requests are answered with 503, which is said once a minute: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason, Exception exception);
}
