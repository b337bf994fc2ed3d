using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>Projects over HTTP.</summary>
internal static class ProjectRoutes
{
    private const int MostEnvironments = 100;

    public static void MapProjectsApi(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapInstanceApi();
        all.MapGet("/projects/", ListAsync).As(ApiScope.Anybody, ErrorShape.Problem)
            .WithSummary("Lists the projects that the caller may see, by name.").Lists<ProjectWire>().Searches("the name");
        all.MapPost("/projects/", CreateAsync).As(ApiScope.Instance, ErrorShape.Problem)
            .WithSummary("Creates a project with its first environments.").Reads<NewProjectBody>()
            .Answers<ProjectWire>(StatusCodes.Status201Created)
            .Example("""{"name": "Shop", "environments": [{"name": "Development", "versioning": "v1"}, {"name": "Production", "is_production": true}]}""");

        var one = routes.MapProjectApi();
        one.MapGet("/", RetrieveAsync).As(ApiScope.Project, ErrorShape.Problem).WithSummary("Shows a project.").Answers<ProjectWire>();
        one.MapPatch("/", PatchAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Changes a project's settings.").HonoursIfMatch().Reads<ProjectBody>().Answers<ProjectWire>().Example("""{"name": "Web shop"}""");
        one.MapDelete("/", DeleteAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Deletes a project with its environments; instance administrators only.").HonoursIfMatch().AnswersNothing()
            .Query("confirm", "The project's name as it is: it cannot be brought back.", isRequired: true);
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, WorkspaceReads reads)
        => WireList.AnswerAsync(http, query => reads.ProjectsAsync(call.Actor, query, http.RequestAborted), ProjectWire.Of);

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateProject create, AccessGate gate, SettingsReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: true);
        var environments = body.Objects("environments", required: true, MostEnvironments)?.Select(FirstEnvironmentBody.Read).ToList();
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var created = await create.RunAsync(new CreateProject.Command(
                call.AnsweringOfInstance<ProjectInfo>(made => AnswerAsync(http, call, made.Id, gate, reads)), name!, environments!),
            http.RequestAborted);
        return created.IsOk ? call.Answer : ApiErrors.Of(http, created.Errors);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ApiCall call, int id, AccessGate gate, SettingsReads reads)
        => (await gate.AdmitAsync(call.Actor, id, http.RequestAborted)).TryGet(out var access, out var error)
            ? await AnswerAsync(http, access, reads, StatusCodes.Status201Created)
            : ApiErrors.Of(http, error);

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, SettingsReads reads) => AnswerAsync(http, call.Project, reads);

    private static async Task<IResult> PatchAsync(HttpContext http, ApiCall call, EditProject edit, SettingsReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: false);
        var hidesDisabled = body.Boolean("hide_disabled_flags", required: false);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        // What was left out is kept as it was read, so the change is made from that revision.
        var now = await reads.ProjectAsync(call.Project, http.RequestAborted);
        var edited = await edit.RunAsync(
            new EditProject.Command(
                call.Answering(() => AnswerAsync(http, call.Project, reads)), name ?? now.Info.Name, hidesDisabled ?? now.HideDisabledFlags, Revisions.Expected(http.Request) ?? now.Revision),
            http.RequestAborted);
        return edited.IsOk ? call.Answer : ApiErrors.Of(http, edited.Errors);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, DeleteProject delete)
    {
        var deleted = await delete.RunAsync(
            new DeleteProject.Command(call.Project, http.Request.Query["confirm"].ToString(), Revisions.Expected(http.Request)), http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ProjectAccess access, SettingsReads reads, int status = StatusCodes.Status200OK)
    {
        var settings = await reads.ProjectAsync(access, http.RequestAborted);
        Revisions.Tag(http, settings.Revision);
        return Results.Json(ProjectWire.Of(settings), WireJson.Options, statusCode: status);
    }
}
