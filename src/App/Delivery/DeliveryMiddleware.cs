using System.Globalization;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Counts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Delivery;

/// <summary>
/// Answers applications before anything else of the application is asked: they have no session, read no pages, and come
/// by the thousand. Who may ask, how often, and from which site is decided here; what is answered, in the endpoints.
/// </summary>
internal sealed partial class DeliveryMiddleware(
    RequestDelegate next, DeliveryRoutes routes, ServedEnvironments served, DeliveryLimiter limiter, RequestCounts counts,
    ServingMetrics metrics, EnvironmentKeyUses uses, ILogger<DeliveryMiddleware> logger)
{
    private const string ProbeMethods = "GET, HEAD, POST, OPTIONS";
    private const string RouteTag = "http.route";
    private const string Failed = "A server error occurred. It was logged.";

    public Task InvokeAsync(HttpContext http)
    {
        if (routes.Find(http.Request.Path.Value ?? string.Empty, out var flag) is { } route)
        {
            NameForTelemetry(http, route);
            return AnswerAsync(http, route, flag);
        }

        // Clients try addresses that a server need not have: no page for people is an answer to that, nor the sign-in of the management API.
        return DeliveryRoutes.SpeechAt(http.Request.Path) is { } speech ? AnswerMissAsync(http, speech) : next(http);
    }

    // Pages that may ask at all have to be able to read it.
    private Task AnswerMissAsync(HttpContext http, DeliveryDialect speech)
    {
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            DeliveryCors.AnswerQuestion(http, ProbeMethods, served);
            return Task.CompletedTask;
        }

        http.Response.Headers.Vary = HeaderNames.Origin;
        DeliveryCors.Apply(http, environment: null, served);
        return DeliveryErrors.RefuseAsync(http, speech, StatusCodes.Status404NotFound, DeliveryErrors.AddressMissing(speech));
    }

    // As the routes of the application are named without our doing, when anybody watches.
    private static void NameForTelemetry(HttpContext http, DeliveryRoute route)
    {
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(KeyValuePair.Create<string, object?>(RouteTag, route.Template));
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true, Source.Name.Length: > 0 } activity)
        {
            activity.DisplayName = $"{(Array.IndexOf(route.Methods, http.Request.Method) < 0 ? "HTTP" : http.Request.Method)} {route.Template}";
            _ = activity.SetTag(RouteTag, route.Template);
        }
    }

    private async Task AnswerAsync(HttpContext http, DeliveryRoute route, string flag)
    {
        try
        {
            await AdmitAsync(http, route, flag);
            if (route.Asks is { } kind && http.Response.StatusCode < StatusCodes.Status400BadRequest && !HttpMethods.IsOptions(http.Request.Method))
            {
                metrics.Evaluated(kind);
            }
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(http, route, exception.StatusCode, exception.Message, flag);
        }
        catch (Exception exception) when (DatabaseAway.Of(exception) is { } away && !http.Response.HasStarted)
        {
            await DeliveryErrors.RefuseForNowAsync(http, route.Speech, away, flag);
        }
        catch (Exception exception) when (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Whoever asked is gone.
        }
#pragma warning disable CA1031 // Whatever it is: the caller gets an answer of the protocol, and the log the rest.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(logger, exception, route.Path);
            await RefuseAsync(http, route, StatusCodes.Status500InternalServerError, Failed, flag);
        }
    }

    private Task AdmitAsync(HttpContext http, DeliveryRoute route, string flag)
    {
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            DeliveryCors.AnswerQuestion(http, route.Allowed, served);
            return Task.CompletedTask;
        }

        if (Array.IndexOf(route.Methods, http.Request.Method) < 0)
        {
            http.Response.Headers.Allow = route.Allowed;
            http.Response.Headers.Vary = HeaderNames.Origin;
            DeliveryCors.Apply(http, environment: null, served);
            return DeliveryErrors.RefuseAsync(
                http, route.Speech, StatusCodes.Status405MethodNotAllowed, $"Method \"{http.Request.Method}\" not allowed.", flag);
        }

        http.Response.Headers.Vary = DeliveryKeys.VaryOf(route.Speech);
        var found = DeliveryKeys.Find(http.Request, route.Speech, served, out var isThere);
        DeliveryCors.Apply(http, found?.Environment, served);
        if (limiter.Count(found, http.Connection.RemoteIpAddress) is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return DeliveryErrors.RefuseAsync(
                http, route.Speech, StatusCodes.Status429TooManyRequests, $"Request was throttled. Expected available in {seconds} seconds.", flag);
        }

        if (found is not { } key || !route.Opens(key.Kind))
        {
            return found is null && isThere && served.IsIncomplete ? RefuseForNowAsync(http, route, flag) : RefuseKeyAsync(http, route, flag);
        }

        if (WireBody.Compression(http.Request) is { } how)
        {
            return DeliveryErrors.RefuseAsync(http, route.Speech, StatusCodes.Status415UnsupportedMediaType, WireBody.BodyCompressed(how), flag);
        }

        uses.Note(key.Id);
        if (route.Asks is { } kind)
        {
            counts.CountRequest(key.Environment.Id, kind, http.Request.Headers.UserAgent);
        }

        return route.Answer(new DeliveryCall(http, key, flag));
    }

    private static Task RefuseKeyAsync(HttpContext http, DeliveryRoute route, string flag)
    {
        if (route.Speech is DeliveryDialect.Sdk)
        {
            return DeliveryErrors.RefuseAsync(http, route.Speech, StatusCodes.Status403Forbidden, DeliveryKeys.FaultOf(http.Request, route));
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return DeliveryErrors.RefuseAsync(http, route.Speech, StatusCodes.Status401Unauthorized, DeliveryErrors.KeyMissing, flag);
    }

    // Clients give up for good on a key that is refused. What could not be loaded is tried again each second.
    private static Task RefuseForNowAsync(HttpContext http, DeliveryRoute route, string flag)
    {
        http.Response.Headers.RetryAfter = "1";
        return DeliveryErrors.RefuseAsync(http, route.Speech, StatusCodes.Status503ServiceUnavailable, DeliveryErrors.NotLoaded, flag);
    }

    private static Task RefuseAsync(HttpContext http, DeliveryRoute route, int status, string sentence, string flag)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        return DeliveryErrors.RefuseAsync(http, route.Speech, status, sentence, flag);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string path);
}
