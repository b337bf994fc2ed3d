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

    private static RouteGroupBuilder UnderTheRoof(this RouteGroupBuilder group)
        => group.RequireAuthorization(Rules.SignedIn).AddEndpointFilter<RouteGroupBuilder, ApiEntrance>().DisableAntiforgery();
}
