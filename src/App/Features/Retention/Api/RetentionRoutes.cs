using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;

namespace ExperimentAdmin.App.Features.Retention.Api;

/// <summary>How long audit records and versions are kept, over HTTP.</summary>
internal static class RetentionRoutes
{
    private const string One = "/retention/";

    public static void MapRetentionApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapInstanceApi();
        group.MapGet(One, RetrieveAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Shows how long audit records and replaced versions are kept, what there is, and what was archived.").Answers<RetentionWire>();
        group.MapPut(One, PutAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Says how long audit records and replaced versions are kept, null for ever; what is left out stays as it is, and nothing is removed before the next run.")
            .HonoursIfMatch().Reads<RetentionBody>().Answers<RetentionWire>()
            .Example("""{"environment_record_days": 730, "project_record_days": 730, "instance_record_days": null, "version_days": 365}""");
        group.MapPost($"{One}run/", RunAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Archives and removes at once what is older than it is kept; the answer comes when that is done.").Answers<RetentionWire>();
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, RetentionReads reads) => AnswerAsync(http, call, reads);

    private static async Task<IResult> PutAsync(HttpContext http, ApiCall call, SetRetention set, RetentionReads reads)
    {
        var body = call.Body;
        var (days, said) = (RetentionBody.Read(body), RetentionBody.Named(body));
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var changed = await set.RunAsync(
            new(call.AnsweringOfInstance(() => AnswerAsync(http, call, reads)), days, Revisions.Expected(http.Request), said), http.RequestAborted);
        return changed.IsOk ? call.Answer : ApiErrors.Of(http, changed.Errors);
    }

    // It goes on when whoever asked has gone.
    private static async Task<IResult> RunAsync(HttpContext http, ApiCall call, RunRetention run, RetentionReads reads)
    {
        var ran = await run.RunAsync(new(call.Instance), CancellationToken.None);
        return ran.IsOk ? await AnswerAsync(http, call, reads) : ApiErrors.Of(http, ran.Errors);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, RetentionReads reads)
    {
        var view = await reads.ViewAsync(call.Instance, http.RequestAborted);
        Revisions.Tag(http, view.Revision);
        return Results.Json(RetentionWire.Of(view), WireJson.Options);
    }
}
