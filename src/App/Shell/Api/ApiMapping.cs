using System.Diagnostics.CodeAnalysis;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Http.Metadata;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>How the features put their routes under the API's roof: every route names its scope, its shape and what it needs.</summary>
internal static class ApiMapping
{
    /// <summary>The header that <see cref="HonoursIfMatch"/> names.</summary>
    public const string IfMatch = "If-Match";

    /// <summary>Routes of one environment: <c>/api/v1/environments/{environment_key}/…</c> by default.</summary>
    public static RouteGroupBuilder MapEnvironmentApi(
        this IEndpointRouteBuilder routes, string prefix = "/api/v1/environments/{environment_key}")
        => routes.MapGroup(prefix).UnderTheRoof();

    /// <summary>Routes of one project: <c>/api/v1/projects/{project_id}/…</c>.</summary>
    public static RouteGroupBuilder MapProjectApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1/projects/{project_id:int}").UnderTheRoof();

    /// <summary>Routes that belong to no project: <c>/api/v1/…</c>.</summary>
    public static RouteGroupBuilder MapInstanceApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1").UnderTheRoof();

    /// <summary>Says what a route is: without it the route lets nobody in.</summary>
    public static RouteHandlerBuilder As(this RouteHandlerBuilder route, ApiScope scope, ErrorShape shape, Permission needs = Permission.Read)
        => route.WithMetadata(new ApiRoute(scope, shape, needs));

    /// <summary>Names the shape of the body, for the description of the API, and reads it before the endpoint runs.</summary>
    /// <typeparam name="T">A record whose nullable members may be left out.</typeparam>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route)
        => route.WithMetadata(new AcceptsMetadata([], typeof(T))).AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var (body, bytes, refusal) = await WireBody.ReadObjectAsync(http);
            if (body is null)
            {
                return refusal;
            }

            var call = http.RequestServices.GetRequiredService<ApiCall>();
            (call.Body, call.Bytes) = (body, bytes);
            return await next(context);
        });

    /// <summary>Names the shape of the items of a body that is a list, for the description of the API: the endpoint reads it by hand.</summary>
    /// <typeparam name="T">A record whose nullable members may be left out.</typeparam>
    public static RouteHandlerBuilder ReadsList<T>(this RouteHandlerBuilder route) => route.WithMetadata(new AcceptsMetadata([], typeof(IReadOnlyList<T>)));

    /// <summary>Names what a body can be that is a file, for the description of the API, and reads its bytes before the endpoint runs.</summary>
    /// <param name="route">The route.</param>
    /// <param name="types">What the file may be said to be; what it is, its content tells.</param>
    public static RouteHandlerBuilder ReadsFile(this RouteHandlerBuilder route, params string[] types)
        => route.WithMetadata(new AcceptsMetadata([], typeof(Stream)), new ApiFile(types)).AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var (bytes, refusal) = await WireBody.ReadFileAsync(http, types);
            if (bytes is null)
            {
                return refusal;
            }

            http.RequestServices.GetRequiredService<ApiCall>().Bytes = bytes;
            return await next(context);
        });

    /// <summary>Names what a success answers.</summary>
    /// <typeparam name="T">The shape of the body.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="status">The status of the success.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK)
        => route.Produces<T>(status);

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route)
        => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>An example of the body, as JSON.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, [StringSyntax(StringSyntaxAttribute.Json)] string body)
        => route.WithMetadata(new ApiExample(body));

    /// <summary>A part of the query that the route reads.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it does.</param>
    /// <param name="isRepeatable">Whether it may stand several times.</param>
    /// <param name="words">The only words it takes; none for any.</param>
    /// <param name="isRequired">Whether a request without it is refused.</param>
    public static RouteHandlerBuilder Query(
        this RouteHandlerBuilder route, string name, string meaning, bool isRepeatable = false, IEnumerable<string>? words = null, bool isRequired = false)
        => route.WithMetadata(new ApiParameter(name, IsHeader: false, meaning, isRepeatable, [.. words ?? []], isRequired));

    /// <summary>The parts of the query that every list reads.</summary>
    public static RouteHandlerBuilder Pages(this RouteHandlerBuilder route)
        => route.Query("page", $"Which page: a number from 1, or {WirePaging.Last}.").Query("page_size", "How many rows a page has, at most 999.");

    /// <summary>Refuses a change that was made from another revision than the one in <c>If-Match</c>.</summary>
    public static RouteHandlerBuilder HonoursIfMatch(this RouteHandlerBuilder route)
        => route.WithMetadata(new ApiParameter(
            IfMatch, IsHeader: true, "The ETag that the change was made from: when it is not the current one, the answer is 412 and says who changed what."));

    /// <summary>Does a request once, however often it is sent with the same <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder CanBeRepeated(this RouteHandlerBuilder route)
        => route.WithMetadata(new ApiParameter(
            IdempotencyKey.Header, IsHeader: true, "Names the request: sent again within a day it gives the same answer and does nothing. Up to 255 characters."));

    /// <summary>A list of our own (<see cref="WireList"/>): it comes in pages.</summary>
    /// <typeparam name="T">A row.</typeparam>
    public static RouteHandlerBuilder Lists<T>(this RouteHandlerBuilder route) => route.Pages().Answers<WirePage<T>>();

    /// <summary>A list that can be searched with <c>q</c>.</summary>
    public static RouteHandlerBuilder Searches(this RouteHandlerBuilder route, string what)
        => route.Query("q", $"Shows what has this anywhere in {what}, whatever the case.");

    private static RouteGroupBuilder UnderTheRoof(this RouteGroupBuilder group)
        => group.RequireAuthorization(AccessPolicies.SignedIn).AddEndpointFilter<RouteGroupBuilder, ApiAdmission>().DisableAntiforgery();
}
