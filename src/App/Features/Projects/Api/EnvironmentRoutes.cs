using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>Environments over HTTP.</summary>
internal static class EnvironmentRoutes
{
    public static void MapEnvironmentsApi(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapProjectApi();
        all.MapGet("/environments/", ListAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Lists the environments of a project, archived ones last.").Lists<EnvironmentWire>().Searches("the name");
        all.MapPost("/environments/", CreateAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Creates an environment.").Reads<NewEnvironmentBody>().Answers<EnvironmentWire>(StatusCodes.Status201Created)
            .Example("""{"name": "Production", "versioning": "v2", "is_production": true}""");

        var one = routes.MapEnvironmentApi();
        one.MapGet("/", RetrieveAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Shows an environment with its settings.").Answers<EnvironmentWire>();
        one.MapPatch("/", PatchAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Changes an environment's settings.").HonoursIfMatch().Reads<EnvironmentBody>().Answers<EnvironmentWire>()
            .Example("""{"hide_disabled_flags": true, "allowed_origins": ["https://shop.example"]}""");
        one.MapDelete("/", DeleteAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Deletes an environment; its keys stop to work.").HonoursIfMatch().AnswersNothing()
            .Query("confirm", "The environment's name as it is: it cannot be brought back.", isRequired: true);
        one.MapPost("/archive/", ArchiveAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Makes an environment read only; it goes on serving.").HonoursIfMatch().Answers<EnvironmentWire>();
        one.MapPost("/restore/", RestoreAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Brings an archived environment back.").HonoursIfMatch().Answers<EnvironmentWire>();
        one.MapPost("/switch-to-v2/", SwitchAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Publishes immutable versions of flags from now on; there is no way back.").HonoursIfMatch().Answers<EnvironmentWire>();
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, SettingsReads reads) => WireList.AnswerAsync(
        http,
        query => reads.EnvironmentsAsync(call.Project, query, http.RequestAborted),
        settings => EnvironmentWire.Of(call.Project.ProjectId, settings));

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateEnvironment create, SettingsReads reads)
    {
        var body = call.Body;
        var wanted = FirstEnvironmentBody.Read(body);
        var source = body.Says("copy_from") ? body.Id("copy_from", required: true) : null;
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var created = await create.RunAsync(new CreateEnvironment.Command(
                call.Answering<EnvironmentInfo>(made => AnswerAsync(http, call, made.Id, reads, StatusCodes.Status201Created)), wanted, source),
            http.RequestAborted);
        return created.IsOk ? call.Answer : ApiErrors.Of(http, created.Errors);
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, SettingsReads reads)
        => AnswerAsync(http, call, call.EnvironmentId, reads);

    private static async Task<IResult> PatchAsync(HttpContext http, ApiCall call, EditEnvironment edit, SettingsReads reads)
    {
        var body = call.Body;
        if (await reads.EnvironmentAsync(call.Project, call.EnvironmentId, http.RequestAborted) is not { } now)
        {
            return ApiErrors.Of(http, EnvironmentErrors.NotFound());
        }

        // What was left out is kept as it was read, so the change is made from that revision.
        var command = EnvironmentBody.Read(body, call, now) with
        {
            Access = Answering(http, call, reads),
            ExpectedRevision = Revisions.Expected(http.Request) ?? now.Revision,
        };
        return body.IsGood
            ? Answer(http, call, await edit.RunAsync(command, http.RequestAborted))
            : ApiErrors.Of(http, body);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, DeleteEnvironment delete)
    {
        var deleted = await delete.RunAsync(
            new DeleteEnvironment.Command(
                call.Project, call.EnvironmentId, http.Request.Query["confirm"].ToString(), Revisions.Expected(http.Request)),
            http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static Task<IResult> ArchiveAsync(HttpContext http, ApiCall call, ArchiveEnvironment archive, SettingsReads reads)
        => SetArchivedAsync(http, call, archive, reads, archived: true);

    private static Task<IResult> RestoreAsync(HttpContext http, ApiCall call, ArchiveEnvironment archive, SettingsReads reads)
        => SetArchivedAsync(http, call, archive, reads, archived: false);

    private static async Task<IResult> SetArchivedAsync(
        HttpContext http, ApiCall call, ArchiveEnvironment archive, SettingsReads reads, bool archived)
        => Answer(http, call, await archive.RunAsync(
            new ArchiveEnvironment.Command(Answering(http, call, reads), call.EnvironmentId, archived, Revisions.Expected(http.Request)), http.RequestAborted));

    private static async Task<IResult> SwitchAsync(HttpContext http, ApiCall call, SwitchVersioning switching, SettingsReads reads)
        => Answer(http, call, await switching.RunAsync(
            new SwitchVersioning.Command(Answering(http, call, reads), call.EnvironmentId, Revisions.Expected(http.Request)), http.RequestAborted));

    private static IResult Answer<T>(HttpContext http, ApiCall call, Result<T> changed) => changed.IsOk ? call.Answer : ApiErrors.Of(http, changed.Errors);

    private static ProjectAccess Answering(HttpContext http, ApiCall call, SettingsReads reads)
        => call.Answering(() => AnswerAsync(http, call, call.EnvironmentId, reads));

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ApiCall call, int environmentId, SettingsReads reads, int status = StatusCodes.Status200OK)
    {
        if (await reads.EnvironmentAsync(call.Project, environmentId, http.RequestAborted) is not { } settings)
        {
            return ApiErrors.Of(http, EnvironmentErrors.NotFound());
        }

        Revisions.Tag(http, settings.Revision);
        return Results.Json(EnvironmentWire.Of(call.Project.ProjectId, settings), WireJson.Options, statusCode: status);
    }
}
