using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>The revisions of an experiment over HTTP: any two compared, the last undone. Routes of our own.</summary>
internal static class HistoryRoutes
{
    private const string One = "/experiments/{id:int}/";

    public static void MapHistoryApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapGet($"{One}history/", ListAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists the revisions of an experiment with what was before and after in words, newest first.").Lists<RevisionWire>();
        group.MapGet($"{One}history/compare/", CompareAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Compares two revisions of an experiment, member by member, in words.")
            .Query("from", "The number of the one.", isRequired: true).Query("to", "The number of the other.", isRequired: true)
            .Answers<ComparisonWire>();
        group.MapPost($"{One}undo/", UndoAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.EditRollouts)
            .WithSummary("Undoes the last change of an experiment: a rollout, what is written, a pause, a resumption or the end. Needs what the opposite needs.")
            .HonoursIfMatch().Answers<ExperimentWire>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, int id, HistoryReads reads)
    {
        var isThere = true;
        var answer = await WirePaging.AnswerAsync(
            http,
            ListQuery.MaxSize,
            async (page, size) =>
            {
                var asked = new ListQuery { Page = page, Size = size };
                var found = await reads.ListAsync(call.Project, call.EnvironmentId, id, asked, http.RequestAborted);
                isThere = found is not null;
                return found ?? new Page<AuditEntry>([], 0, page, size);
            },
            RevisionWire.Of);
        return isThere ? answer : ApiErrors.Of(http, ExperimentErrors.NotFound());
    }

    private static async Task<IResult> CompareAsync(HttpContext http, ApiCall call, int id, HistoryReads reads)
    {
        var filters = new WireFilters(http.Request);
        var (from, to) = (Revision(filters, "from"), Revision(filters, "to"));
        if (filters.Errors.Count > 0)
        {
            return ApiErrors.Of(http, filters.Errors);
        }

        var compared = await reads.CompareAsync(call.Project, call.EnvironmentId, id, from, to, http.RequestAborted);
        return compared.IsOk ? Results.Json(ComparisonWire.Of(compared.Value), WireJson.Options) : ApiErrors.Of(http, compared.Errors);
    }

    private static int Revision(WireFilters filters, string name)
    {
        var number = filters.Id(name);
        if (filters.Text(name) is null)
        {
            filters.Refuse(name, "Write the number of a revision, such as 3.");
        }

        return number ?? 0;
    }

    private static async Task<IResult> UndoAsync(HttpContext http, ApiCall call, int id, UndoLast undo, ExperimentReads reads)
    {
        var undone = await undo.RunAsync(
            new UndoLast.Command(ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return undone.IsOk ? call.Answer : ApiErrors.Of(http, undone.Errors);
    }
}
