using ExperimentAdmin.App.Features.Flags.Api.Overrides;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Flags.Versions;

namespace ExperimentAdmin.App.Features.Flags.Api;

/// <summary>What an environment serves of its features.</summary>
internal static class FlagRoutes
{
    /// <summary>One flag of the environment.</summary>
    public const string One = "/features/{feature_id:int}/";

    private const string List = "/features/";
    private const string Override = $"{One}segments/{{segment_id:int}}/";
    private const int PageSize = 100;

    public static void MapFlagStateApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapGet(List, ListAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists the flags of an environment by name.")
            .Query("q", "A part of the name.")
            .Query("archived", "true for those that were put away, instead of the others.", words: ["true", "false"])
            .Pages().Answers<WirePage<FlagItemWire>>();
        group.MapGet(One, RetrieveAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Shows everything that an environment serves of a feature.").Answers<FlagWire>();
        group.MapPatch($"{One}default/", ChangeDefaultAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Changes what everybody gets whom no override applies to.").Reads<StateBody>().HonoursIfMatch().Answers<FlagWire>()
            .Example("""{"enabled":true,"multivariate_feature_state_values":[{"multivariate_feature_option":31,"percentage_allocation":60}]}""");
        group.MapPut(Override, PutOverrideAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Serves a segment something of its own, or changes it.").Reads<OverrideBody>().HonoursIfMatch().Answers<FlagWire>()
            .Example("""{"enabled":true,"value":"modern","multivariate_feature_state_values":[],"priority":0}""");
        group.MapDelete(Override, RemoveOverrideAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Takes the override of a segment away.").HonoursIfMatch().AnswersNothing();
        group.MapPut($"{One}segments/order/", OrderAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Says which override wins.").Reads<OverrideOrderBody>().HonoursIfMatch().Answers<FlagWire>().Example("""{"segments":[4,3]}""");
        group.MapGet($"{One}versions/", VersionsAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists the versions of a flag, newest first.").Pages().Answers<WirePage<FlagVersionWire>>();
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, FlagReads reads) => WirePaging.AnswerAsync(
        http,
        PageSize,
        async (page, size) => (await reads.ListAsync(
            call.Project,
            call.EnvironmentId,
            new FlagListQuery
            {
                Search = http.Request.Query["q"].ToString(),
                Filter = WirePaging.Archived(http.Request) ? FlagFilter.Archived : FlagFilter.All,
                Page = page,
                Size = size,
            },
            http.RequestAborted)).Page,
        FlagItemWire.Of);

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int feature_id, FlagReads reads)
        => AnswerAsync(http, call, reads, feature_id);

    private static async Task<IResult> ChangeDefaultAsync(HttpContext http, ApiCall call, int feature_id, ChangeDefault edit, FlagReads reads)
    {
        var body = call.Body;
        var wanted = StateWire.Read(body);
        return !body.IsGood
            ? ApiErrors.Of(http, body)
            : Answer(http, call, await edit.RunAsync(
                new ChangeDefault.Command(
                    call.Answering(() => AnswerAsync(http, call, reads, feature_id)), call.EnvironmentId, feature_id, wanted, Revisions.Expected(http.Request)),
                http.RequestAborted));
    }

    private static async Task<IResult> PutOverrideAsync(
        HttpContext http, ApiCall call, int feature_id, int segment_id, UpdateFlag update, FlagReads reads)
    {
        var body = call.Body;
        var wanted = StateWire.Read(body);
        var priority = body.Integer("priority", required: false, least: 0);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var put = await update.RunAsync(
            new UpdateFlag.Command(
                call.Answering(() => AnswerAsync(http, call, reads, feature_id)), call.EnvironmentId, feature_id, [new(segment_id, wanted, priority)])
            {
                ExpectedRevision = Revisions.Expected(http.Request),
            },
            http.RequestAborted);
        return put.Errors.FirstOrDefault(error => error.Code is "segment_unknown") is { } unknown
            ? ApiErrors.Of(http, StatusCodes.Status404NotFound, unknown with { Field = null })
            : Answer(http, call, put);
    }

    private static async Task<IResult> RemoveOverrideAsync(HttpContext http, ApiCall call, int feature_id, int segment_id, RemoveSegmentOverride remove)
    {
        var removed = await remove.RunAsync(
            new RemoveSegmentOverride.Command(call.Project, call.EnvironmentId, feature_id, segment_id, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return removed.IsOk ? Results.NoContent() : ApiErrors.Of(http, removed.Errors);
    }

    private static async Task<IResult> OrderAsync(HttpContext http, ApiCall call, int feature_id, ReorderOverrides reorder, FlagReads reads)
    {
        var body = call.Body;
        var segments = body.Ids("segments", required: true, most: OverrideRank.MaxHandMade);
        return !body.IsGood
            ? ApiErrors.Of(http, body)
            : Answer(http, call, await reorder.RunAsync(
                new ReorderOverrides.Command(
                    call.Answering(() => AnswerAsync(http, call, reads, feature_id)), call.EnvironmentId, feature_id, segments!,
                    Revisions.Expected(http.Request)),
                http.RequestAborted));
    }

    private static async Task<IResult> VersionsAsync(HttpContext http, ApiCall call, int feature_id, FlagVersionReads versions, FlagReads reads)
    {
        if (await reads.FindIdAsync(call.Project, call.EnvironmentId, name: null, feature_id, http.RequestAborted) is null)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        return await WirePaging.AnswerAsync(
            http,
            PageSize,
            (page, size) => versions.ListAsync(
                call.Project, call.EnvironmentId, feature_id, new ListQuery { Page = page, Size = size }, http.RequestAborted),
            FlagVersionWire.Of);
    }

    // The use case names the scope of what it refuses; here there is one scope only.
    private static IResult Answer(HttpContext http, ApiCall call, Result<int> changed)
        => changed.IsOk
            ? call.Answer
            : ApiErrors.Of(http, [.. changed.Errors.Select(error => error.Field is { } field ? error with { Field = field[(field.LastIndexOf('.') + 1)..] } : error)]);

    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, FlagReads reads, int featureId)
    {
        if (await reads.FindAsync(call.Project, call.EnvironmentId, featureId, http.RequestAborted) is not { } flag)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        Revisions.Tag(http, flag.Revision);
        return Results.Json(FlagWire.Of(flag), WireJson.Options);
    }
}
