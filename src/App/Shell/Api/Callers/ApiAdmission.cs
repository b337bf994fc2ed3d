using System.Globalization;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>
/// Lets a caller in where the address leads, before the body is looked at. What does not exist and what the caller may not
/// see are refused alike.
/// </summary>
internal sealed class ApiAdmission(AccessGate gate, ApiCall call) : IEndpointFilter
{
    /// <summary>The part of an address that names an environment.</summary>
    public const string EnvironmentValue = "environment_key";

    /// <summary>The part of an address that names a project.</summary>
    public const string ProjectValue = "project_id";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var route = http.ApiRoute() ?? throw new InvalidOperationException("The admission stands before API routes alone.");
        if (CrossSite.Refuses(http.Request))
        {
            return ApiErrors.Of(http, CrossSite.Refusal);
        }

        call.Actor = SessionClaims.Actor(http.User);
        return await AdmitAsync(http, route) is { } refusal ? ApiErrors.Of(http, refusal)
            : HonoursIfMatch(http) && Revisions.WhyUnreadable(http.Request) is { } unreadable
                ? ApiErrors.Of(http, StatusCodes.Status412PreconditionFailed, unreadable)
            : await next(context);
    }

    private static bool HonoursIfMatch(HttpContext http)
        => http.GetEndpoint()!.Metadata.GetOrderedMetadata<ApiParameter>().Any(parameter => parameter.Name is ApiMapping.IfMatch);

    private async Task<Error?> AdmitAsync(HttpContext http, ApiRoute route)
    {
        var cancellation = http.RequestAborted;
        switch (route.Scope)
        {
            case ApiScope.Environment:
                if ((await gate.AdmitToEnvironmentAsync(call.Actor, Value(http, EnvironmentValue), cancellation))
                    .TryGet(out var entry, out var stranger))
                {
                    call.EnvironmentId = entry.EnvironmentId;
                    return Enter(entry.Access, route);
                }

                return stranger;
            case ApiScope.Project:
                // Ids are numbers by the route's own constraint; too large a one is no project's.
                _ = int.TryParse(Value(http, ProjectValue), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
                return (await gate.AdmitAsync(call.Actor, id, cancellation)).TryGet(out var access, out var outsider)
                    ? Enter(access, route)
                    : outsider;
            case ApiScope.Instance:
                if ((await gate.AdmitToInstanceAsync(call.Actor, cancellation)).TryGet(out var instance, out var refusal))
                {
                    call.Instance = instance;
                    return null;
                }

                return refusal;
            default:
                return null;
        }
    }

    private Error? Enter(ProjectAccess access, ApiRoute route)
    {
        call.Project = access;
        return access.WhyNot(route.Needs);
    }

    private static string Value(HttpContext http, string name) => http.Request.RouteValues[name] as string ?? string.Empty;
}
