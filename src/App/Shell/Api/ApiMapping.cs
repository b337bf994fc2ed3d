using System.Diagnostics.CodeAnalysis;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Domain;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>How the features put their routes under the API's roof: every route names its door, its shape and what it needs.</summary>
internal static class ApiMapping
{
    /// <summary>Routes of one environment: <c>/api/v1/environments/{environment_key}/…</c> by default.</summary>
    public static RouteGroupBuilder MapEnvironmentApi(
        this IEndpointRouteBuilder routes, string prefix = "/api/v1/environments/{environment_key}")
        => routes.MapGroup(prefix).UnderTheRoof();

    /// <summary>Routes of one project: <c>/api/v1/projects/{project_id}/…</c>.</summary>
    public static RouteGroupBuilder MapProjectApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1/projects/{project_id:int}").UnderTheRoof();

    /// <summary>Routes that belong to no project: <c>/api/v1/…</c>.</summary>
    public static RouteGroupBuilder MapInstanceApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1").UnderTheRoof();

    /// <summary>Says what a route is: without it the route lets nobody in.</summary>
    public static RouteHandlerBuilder As(this RouteHandlerBuilder route, ApiDoor door, ErrorShape shape, Permission needs = Permission.Read)
        => route.WithMetadata(new ApiRoute(door, shape, needs));

    /// <summary>Names the shape of the body, for the description of the API: the endpoint reads it by hand.</summary>
    /// <typeparam name="T">A record whose nullable members may be left out.</typeparam>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route) => route.WithMetadata(new ApiBody(typeof(T)));

    /// <summary>Names what a success answers.</summary>
    /// <typeparam name="T">The shape of the body.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="status">The status of the success.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK)
        => route.WithMetadata(new ApiResponse(status, typeof(T)));

    /// <summary>A success without a body.</summary>
    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder route)
        => route.WithMetadata(new ApiResponse(StatusCodes.Status204NoContent, Body: null));

    /// <summary>An example of the body, as JSON.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, [StringSyntax(StringSyntaxAttribute.Json)] string body)
        => route.WithMetadata(new ApiExample(body));

    private static RouteGroupBuilder UnderTheRoof(this RouteGroupBuilder group)
        => group.RequireAuthorization(Rules.SignedIn).AddEndpointFilter<RouteGroupBuilder, ApiEntrance>().DisableAntiforgery();
}
