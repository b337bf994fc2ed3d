using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Identities;

/// <summary>What single identities are forced to get of a flag. Support may change it, also while an experiment holds the flag.</summary>
internal static class IdentityOverrideRoutes
{
    private const string List = $"{FlagRoutes.One}identities/";
    private const string One = $"{List}{{id:int}}/";
    private const int PageSize = 100;

    public static void MapIdentityOverrideApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapGet(List, ListAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists the identity overrides of a flag by identifier.")
            .Query("q", "A part of the identifier.").Pages().Answers<WirePage<IdentityOverrideWire>>();
        group.MapPost(List, CreateAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditIdentityOverrides)
            .WithSummary("Forces what one identity gets, also while an experiment holds the flag.")
            .Reads<NewIdentityOverrideBody>().Answers<IdentityOverrideWire>(StatusCodes.Status201Created)
            .Example("""{"identifier":"user_42","enabled":true,"variant":31}""");
        group.MapGet(One, RetrieveAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Shows an identity override.").Answers<IdentityOverrideWire>();
        group.MapPut(One, PutAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditIdentityOverrides)
            .WithSummary("Changes what one identity gets.").Reads<IdentityOverrideBody>().HonoursIfMatch().Answers<IdentityOverrideWire>()
            .Example("""{"enabled":true,"value":"modern"}""");
        group.MapDelete(One, DeleteAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditIdentityOverrides)
            .WithSummary("Ends what one identity was forced to get.").HonoursIfMatch().AnswersNothing();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, int feature_id, FlagReads flags, IdentityOverrideReads reads)
    {
        if (await flags.FindIdAsync(call.Project, call.EnvironmentId, name: null, feature_id, http.RequestAborted) is null)
        {
            return ApiErrors.Of(http, FlagErrors.NotFound());
        }

        return await WirePaging.AnswerAsync(
            http,
            PageSize,
            (page, size) => reads.ListAsync(
                call.Project,
                call.EnvironmentId,
                feature_id,
                new IdentityOverrideListQuery { Search = http.Request.Query["q"].ToString(), Page = page, Size = size },
                http.RequestAborted),
            IdentityOverrideWire.Of);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, ApiCall call, int feature_id, PutIdentityOverride put, IdentityOverrideReads reads)
    {
        var body = call.Body;
        var identifier = body.Text("identifier", required: true, trim: false);
        var answering = call.Answering(async () => Answer(
            http, await reads.FindAsync(call.Project, call.EnvironmentId, feature_id, identifier!, http.RequestAborted), StatusCodes.Status201Created));
        var command = Read(body, new PutIdentityOverride.Command(answering, call.EnvironmentId, feature_id, identifier)
        {
            Enabled = false,
            ExpectedRevision = 0,
        });
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var created = await put.RunAsync(command, http.RequestAborted);
        return created.IsOk ? call.Answer : ApiErrors.Of(http, created.Errors);
    }

    private static async Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int feature_id, int id, IdentityOverrideReads reads)
        => Answer(http, await reads.FindAsync(call.Project, call.EnvironmentId, feature_id, id, http.RequestAborted));

    private static async Task<IResult> PutAsync(
        HttpContext http, ApiCall call, int feature_id, int id, PutIdentityOverride put, IdentityOverrideReads reads)
    {
        var body = call.Body;
        if (await reads.FindAsync(call.Project, call.EnvironmentId, feature_id, id, http.RequestAborted) is not { } old)
        {
            return ApiErrors.Of(http, FlagErrors.IdentityOverrideNotFound());
        }

        if (body.Text("identifier", required: false, trim: false) is { } sent && sent != old.Identifier)
        {
            body.Refuse("identifier", "An override keeps its identity. Leave this out, or add an override for the other one.");
        }

        var answering = call.Answering(async () => Answer(
            http, await reads.FindAsync(call.Project, call.EnvironmentId, feature_id, id, http.RequestAborted)));
        var command = Read(body, new PutIdentityOverride.Command(answering, call.EnvironmentId, feature_id, old.Identifier)
        {
            Enabled = false,
            ExpectedRevision = Revisions.Expected(http.Request) ?? old.Revision,
        });
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var changed = await put.RunAsync(command, http.RequestAborted);
        return changed.IsOk ? call.Answer : ApiErrors.Of(http, changed.Errors);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int feature_id, int id, RemoveIdentityOverride remove)
    {
        var removed = await remove.RunAsync(
            new RemoveIdentityOverride.Command(call.Project, call.EnvironmentId, feature_id, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return removed.IsOk ? Results.NoContent() : ApiErrors.Of(http, removed.Errors);
    }

    private static PutIdentityOverride.Command Read(WireObject body, PutIdentityOverride.Command command) => command with
    {
        Enabled = body.Boolean("enabled", required: true) ?? false,
        VariantId = body.Says("variant") ? body.Id("variant", required: true) : null,
        Value = PlainValue.ReadNew(body, "value")?.Text,
    };

    private static IResult Answer(HttpContext http, IdentityOverrideItem? item, int status = StatusCodes.Status200OK)
    {
        if (item is null)
        {
            return ApiErrors.Of(http, FlagErrors.IdentityOverrideNotFound());
        }

        Revisions.Tag(http, item.Revision);
        return Results.Json(IdentityOverrideWire.Of(item), WireJson.Options, statusCode: status);
    }
}
