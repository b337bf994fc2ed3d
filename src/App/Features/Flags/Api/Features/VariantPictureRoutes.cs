using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>The picture of a variant: sent as the file that it is, and held to the same rules as one that is chosen on the page.</summary>
internal static class VariantPictureRoutes
{
    private const string One = "/features/{feature_id:int}/mv-options/{id:int}/picture/";

    public static void MapVariantPictureApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapProjectApi();
        group.MapPut(One, PutAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Gives a variant a picture in place of the one it has: a PNG, JPEG or WebP file of at most 1 MB, told by its content.")
            .ReadsFile(PictureRules.ContentTypes.Split(',')).HonoursIfMatch().Answers<FeatureVariantWire>();
        group.MapDelete(One, DeleteAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Takes the picture of a variant away.").HonoursIfMatch().AnswersNothing();
    }

    private static async Task<IResult> PutAsync(HttpContext http, ApiCall call, int feature_id, int id, SetVariantPicture set, FeatureReads reads)
    {
        var done = await set.RunAsync(
            new SetVariantPicture.Command(
                call.Answering(() => AnswerAsync(http, call, reads, feature_id, id)), feature_id, id, call.Bytes, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return done.IsOk ? call.Answer : ApiErrors.Of(http, done.Errors);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int feature_id, int id, SetVariantPicture set)
    {
        var done = await set.RunAsync(
            new SetVariantPicture.Command(call.Project, feature_id, id, Picture: null, Revisions.Expected(http.Request)), http.RequestAborted);
        return done.IsOk ? Results.NoContent() : ApiErrors.Of(http, done.Errors);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, FeatureReads reads, int featureId, int id)
    {
        if (await reads.FindAsync(call.Project, featureId, http.RequestAborted) is not { } feature
            || feature.Variants.FirstOrDefault(variant => variant.Id == id) is not { } found)
        {
            return ApiErrors.Of(http, FlagErrors.VariantNotFound());
        }

        Revisions.Tag(http, feature.Revision);
        return Results.Json(FeatureVariantWire.Of(found), WireJson.Options);
    }
}
