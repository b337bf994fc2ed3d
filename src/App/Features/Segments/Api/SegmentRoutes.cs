using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>Segments of a project. Those of experiments do not exist here.</summary>
internal static class SegmentRoutes
{
    private const string List = "/segments/";
    private const string One = "/segments/{id:int}/";
    private const int PageSize = 100;

    public static void MapSegmentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapProjectApi();
        group.MapGet(List, ListAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Lists the segments of a project by name.")
            .Query("q", "A part of the name.")
            .Query("archived", "true for those that were put away, instead of the others.", words: ["true", "false"])
            .Pages().Answers<WirePage<SegmentItemWire>>();
        group.MapPost(List, CreateAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Creates a segment.").Reads<NewSegmentBody>().Answers<SegmentWire>(StatusCodes.Status201Created)
            .Example(
                """
                {"name":"Beta testers","description":"","rules":[{"type":"ALL","conditions":[],"rules":[
                 {"type":"ANY","conditions":[{"property":"plan","operator":"EQUAL","value":"beta"}],"rules":[]}]}]}
                """);
        group.MapGet(One, RetrieveAsync).As(ApiScope.Project, ErrorShape.Problem)
            .WithSummary("Shows a segment with its rules, where it is used, and the running rollouts that it outranks.").Answers<SegmentWire>();
        group.MapPatch(One, EditAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Changes a segment, in every environment at once. The answer names the running rollouts that it outranks.")
            .Reads<SegmentBody>().HonoursIfMatch().Answers<SegmentWire>().Example("""{"name":"Early testers"}""");
        group.MapDelete(One, DeleteAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Deletes a segment that no flag uses.").HonoursIfMatch().AnswersNothing();
        group.MapPost($"{One}archive/", ArchiveAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Puts a segment away that no flag uses.").HonoursIfMatch().Answers<SegmentWire>();
        group.MapPost($"{One}restore/", RestoreAsync).As(ApiScope.Project, ErrorShape.Problem, Permission.EditFlags)
            .WithSummary("Brings an archived segment back.").HonoursIfMatch().Answers<SegmentWire>();
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, SegmentReads reads) => WirePaging.AnswerAsync(
        http,
        PageSize,
        async (page, size) => (await reads.ListAsync(
            call.Project,
            new SegmentListQuery
            {
                Search = http.Request.Query["q"].ToString(),
                Filter = WirePaging.Archived(http.Request) ? SegmentFilter.Archived : SegmentFilter.Active,
                Page = page,
                Size = size,
            },
            http.RequestAborted)).Page,
        SegmentItemWire.Of);

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateSegment create, SegmentReads reads)
    {
        var body = call.Body;
        var (name, description) = (body.Text("name", required: true), body.TextOrNull("description"));
        var rules = SegmentRuleWire.ReadAll(body, required: true);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var created = await create.RunAsync(
            new CreateSegment.Command(
                call.Answering<int>(id => AnswerAsync(http, call, reads, id, StatusCodes.Status201Created)), name!, description ?? string.Empty, rules!),
            http.RequestAborted);
        return created.IsOk ? call.Answer : ApiErrors.Of(http, created.Errors);
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int id, SegmentReads reads) => AnswerAsync(http, call, reads, id);

    private static async Task<IResult> EditAsync(HttpContext http, ApiCall call, int id, EditSegment edit, SegmentReads reads)
    {
        var body = call.Body;
        var command = new EditSegment.Command(call.Answering(() => AnswerAsync(http, call, reads, id)), id)
        {
            Name = body.Text("name", required: false),
            Description = body.Text("description", required: false, blank: true),
            Rules = SegmentRuleWire.ReadAll(body, required: false),
            ExpectedRevision = Revisions.Expected(http.Request),
        };
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var edited = await edit.RunAsync(command, http.RequestAborted);
        return edited.IsOk ? call.Answer : ApiErrors.Of(http, edited.Errors);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int id, DeleteSegment delete)
    {
        var deleted = await delete.RunAsync(new DeleteSegment.Command(call.Project, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static async Task<IResult> ArchiveAsync(HttpContext http, ApiCall call, int id, ArchiveSegment archive, SegmentReads reads)
    {
        var archived = await archive.RunAsync(
            new ArchiveSegment.Command(call.Answering(() => AnswerAsync(http, call, reads, id)), id, Revisions.Expected(http.Request)), http.RequestAborted);
        return archived.IsOk ? call.Answer : ApiErrors.Of(http, archived.Errors);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, ApiCall call, int id, RestoreSegment restore, SegmentReads reads)
    {
        var restored = await restore.RunAsync(
            new RestoreSegment.Command(call.Answering(() => AnswerAsync(http, call, reads, id)), id, Revisions.Expected(http.Request)), http.RequestAborted);
        return restored.IsOk ? call.Answer : ApiErrors.Of(http, restored.Errors);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, ApiCall call, SegmentReads reads, int id, int status = StatusCodes.Status200OK)
    {
        if (await reads.FindAsync(call.Project, id, http.RequestAborted) is not { } segment)
        {
            return ApiErrors.Of(http, SegmentErrors.NotFound());
        }

        Revisions.Tag(http, segment.Item.Revision);
        return Results.Json(SegmentWire.Of(segment), WireJson.Options, statusCode: status);
    }
}
