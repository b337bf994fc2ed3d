using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Ends, their undoing, conclusions and the archive over HTTP: routes of our own, but for <c>complete</c> (management-api, section 4).</summary>
internal static class EndingRoutes
{
    private const string One = "/experiments/{id:int}/";

    public static void MapEndingApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapPost($"{One}complete/", CompleteAsync).As(ApiScope.Environment, ErrorShape.Reference, ExperimentLifecycle.Of(ExperimentAction.End).Permission)
            .WithSummary("Completes a running or paused experiment; the environment default gets back what the rollout took. Use end to ship a variant.")
            .HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPost($"{One}end/", EndAsync).As(ApiScope.Environment, ErrorShape.Problem, ExperimentLifecycle.Of(ExperimentAction.End).Permission)
            .WithSummary("Ends a running or paused experiment and gives everybody a variant, control, or what was before.")
            .Reads<EndBody>().Example(ExperimentExamples.End).HonoursIfMatch().CanBeRepeated().Answers<ExperimentWire>();
        group.MapPost($"{One}undo-end/", UndoAsync).As(ApiScope.Environment, ErrorShape.Problem, ExperimentLifecycle.Of(ExperimentAction.UndoEnd).Permission)
            .WithSummary("Takes the end of an experiment back, as long as nobody changed the flag and no other experiment took it.")
            .HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPatch($"{One}conclusion/", ConcludeAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.RunExperiments)
            .WithSummary("Says or corrects what was learned of a completed experiment.")
            .Reads<ConclusionBody>().Example(ExperimentExamples.Conclusion).HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPost($"{One}archive/", ArchiveAsync).As(ApiScope.Environment, ErrorShape.Problem, ExperimentLifecycle.Of(ExperimentAction.Archive).Permission)
            .WithSummary("Takes a completed experiment from the list of experiments.").HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPost($"{One}unarchive/", UnarchiveAsync).As(ApiScope.Environment, ErrorShape.Problem, ExperimentLifecycle.Of(ExperimentAction.Unarchive).Permission)
            .WithSummary("Brings an archived experiment back to the list of experiments.").HonoursIfMatch().Answers<ExperimentWire>();
        group.MapGet("/experiments/finished/", ListAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Lists finished experiments with their decisions, archived ones too, those that ended last first.")
            .Query("conclusion", "Only those with this conclusion.", isRepeatable: false, OutcomeWire.Conclusions.Keys)
            .Query("q", "A part of the experiment's name, of the flag's, of a tag or of the note.")
            .Pages().Answers<WirePage<FinishedWire>>();
    }

    private static async Task<IResult> CompleteAsync(HttpContext http, ApiCall call, int id, EndExperiment end, ExperimentReads reads)
    {
        var completed = await end.RunAsync(
            new EndExperiment.Command(ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, Ending.Restore, Conclusion: null, Revisions.Expected(http.Request))
            {
                MayBeOpen = true,
            },
            http.RequestAborted);
        return completed.IsOk ? call.Answer : ApiErrors.Of(http, completed.Errors);
    }

    private static async Task<IResult> EndAsync(HttpContext http, ApiCall call, int id, EndExperiment end, ExperimentReads reads)
    {
        var body = call.Body;
        var kind = body.Choice("ending", required: true, OutcomeWire.Endings);
        var variant = body.Id("variant", required: kind is EndingKind.Variant);
        var conclusion = body.Choice("conclusion", required: true, OutcomeWire.Conclusions);
        var note = body.Text("note", required: false, blank: true);
        var removed = body.Ids("remove_overrides_of", required: false, most: 2_000);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        if (!IdempotencyKey.TryRead(http, call.Bytes, out var once, out var unusable))
        {
            return unusable;
        }

        var command = new EndExperiment.Command(
            once is null ? ExperimentRoutes.Answering(http, call, reads, id) : call.Project, call.EnvironmentId, id,
            new Ending(kind!.Value, kind is EndingKind.Variant ? variant : null), conclusion, Revisions.Expected(http.Request))
        {
            Note = note,
            RemoveOverridesOf = [.. removed ?? []],
            Answer = once is null ? null : new ExperimentAnswer(once, view => WireJson.Write(ExperimentWire.Of(view.Item))),
        };
        var ended = await end.RunAsync(command, http.RequestAborted);
        return !ended.IsOk ? ApiErrors.Of(http, ended.Errors)
            : once is not null ? IdempotencyKey.Answer(http, once, StatusCodes.Status200OK)
            : call.Answer;
    }

    private static async Task<IResult> UndoAsync(HttpContext http, ApiCall call, int id, UndoEnd undo, ExperimentReads reads)
    {
        var undone = await undo.RunAsync(
            new UndoEnd.Command(ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return undone.IsOk ? call.Answer : ApiErrors.Of(http, undone.Errors);
    }

    private static async Task<IResult> ConcludeAsync(HttpContext http, ApiCall call, int id, ConcludeExperiment conclude, ExperimentReads reads)
    {
        var body = call.Body;
        var conclusion = body.Choice("conclusion", required: false, OutcomeWire.Conclusions);
        var note = body.Text("note", required: false, blank: true);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var concluded = await conclude.RunAsync(
            new ConcludeExperiment.Command(
                ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, conclusion, note, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return concluded.IsOk ? call.Answer : ApiErrors.Of(http, concluded.Errors);
    }

    private static Task<IResult> ArchiveAsync(HttpContext http, ApiCall call, int id, ArchiveExperiment archive, ExperimentReads reads)
        => SetArchivedAsync(http, call, id, archived: true, archive, reads);

    private static Task<IResult> UnarchiveAsync(HttpContext http, ApiCall call, int id, ArchiveExperiment archive, ExperimentReads reads)
        => SetArchivedAsync(http, call, id, archived: false, archive, reads);

    private static async Task<IResult> SetArchivedAsync(
        HttpContext http, ApiCall call, int id, bool archived, ArchiveExperiment archive, ExperimentReads reads)
    {
        var done = await archive.RunAsync(
            new ArchiveExperiment.Command(
                ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, archived, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return done.IsOk ? call.Answer : ApiErrors.Of(http, done.Errors);
    }

    private static Task<IResult> ListAsync(HttpContext http, ApiCall call, FinishedReads reads)
    {
        var word = http.Request.Query["conclusion"].ToString();
        if (word.Length > 0 && !OutcomeWire.Conclusions.ContainsKey(word))
        {
            return Task.FromResult(ApiErrors.Of(http, new Error.Invalid("not_a_choice", WireSentences.NotAChoice(word), "conclusion")));
        }

        return WirePaging.AnswerAsync(
            http,
            ListQuery.MaxSize,
            async (page, size) => (await reads.ListAsync(
                call.Project,
                call.EnvironmentId,
                new FinishedQuery
                {
                    Conclusion = word.Length > 0 ? OutcomeWire.Conclusions[word] : null,
                    Search = http.Request.Query["q"].ToString(),
                    Page = page,
                    Size = size,
                },
                http.RequestAborted)).Page,
            FinishedWire.Of);
    }
}
