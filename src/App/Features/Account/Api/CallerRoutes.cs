using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;

namespace ExperimentAdmin.App.Features.Account.Api;

/// <summary>Tells a caller who they are.</summary>
internal static class CallerRoutes
{
    public static void MapCallerApi(this IEndpointRouteBuilder routes)
        => routes.MapInstanceApi().MapGet("/me/", RetrieveAsync).As(ApiScope.Anybody, ErrorShape.Problem)
            .WithSummary("Tells who the caller is and where they may do what.").Answers<CallerWire>();

    private static async Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, CallerReads reads)
        => await reads.FindAsync(call.Actor, http.RequestAborted) is { } caller
            ? Results.Json(CallerWire.Of(caller), WireJson.Options)
            : ApiErrors.Of(http, StatusCodes.Status401Unauthorized, PersonErrors.SignedOut());
}
