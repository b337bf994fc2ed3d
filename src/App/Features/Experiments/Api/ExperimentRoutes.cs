using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Experiments over HTTP (management-api, sections 3 to 5).</summary>
internal static class ExperimentRoutes
{
    private const string List = "/experiments/";
    private const string One = "/experiments/{id:int}/";

    public static void MapExperimentApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        MapReads(group);
        MapWrites(group);
        MapActions(group);
    }

    /// <summary>A grant for a write that is answered with the experiment as it reads afterwards.</summary>
    public static ProjectAccess Answering(HttpContext http, ApiCall call, ExperimentReads reads, int id)
        => Answering(http, call, reads, id, ExperimentWire.Of);

    private static void MapReads(RouteGroupBuilder group)
    {
        group.MapGet(List, ListAsync).As(ApiScope.Environment, ErrorShape.Reference)
            .WithSummary("Lists the experiments of an environment, newest first.")
            .Query("status", "Any of these; may stand several times.", isRepeatable: true, ExperimentWire.Statuses.Keys)
            .Query("q", "A part of the experiment's name, of the flag's or of a tag.")
            .Pages().Answers<ExperimentPageWire>();
        group.MapGet(One, RetrieveAsync).As(ApiScope.Environment, ErrorShape.Reference)
            .WithSummary("Shows an experiment.").Answers<ExperimentWire>();
        group.MapGet($"{One}timeline/", TimelineAsync).As(ApiScope.Environment, ErrorShape.Reference)
            .WithSummary("Shows the rollout of an experiment over time: its phases, when which split was served, and who did what.").Answers<TimelineWire>();
    }

    private static void MapWrites(RouteGroupBuilder group)
    {
        group.MapPost(List, CreateAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.RunExperiments)
            .WithSummary("Creates an experiment. With a rollout, segment, override and default are set up at once: from then on everybody gets control until it starts.")
            .Reads<NewExperimentBody>().Example(ExperimentExamples.New).CanBeRepeated().Answers<ExperimentBaseWire>(StatusCodes.Status201Created);
        group.MapPatch(One, PatchAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.RunExperiments)
            .WithSummary("Changes what is written about an experiment and who owns it, in any status.")
            .Reads<ExperimentEditBody>().Example(ExperimentExamples.Edit).HonoursIfMatch().Answers<ExperimentBaseWire>();
        group.MapPut(One, PutAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.RunExperiments)
            .WithSummary("Changes what is written about an experiment and who owns it by sending back what was read; flag, metrics and rollout may stand in the body as they are.")
            .Reads<ExperimentPutBody>().Example(ExperimentExamples.Put).HonoursIfMatch().Answers<ExperimentBaseWire>();
        group.MapDelete(One, DeleteAsync).As(ApiScope.Environment, ErrorShape.Reference, ExperimentLifecycle.Of(ExperimentAction.Delete).Permission)
            .WithSummary("Deletes an experiment that is not running, with its segment and override; the environment default gets back what the rollout took.")
            .HonoursIfMatch().AnswersNothing();
        group.MapPatch($"{One}rollout/", RolloutAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.EditRollouts)
            .WithSummary("Changes the members of the rollout that are sent and keeps the others. The first rollout needs a product manager.")
            .Reads<RolloutBody>().Example(ExperimentExamples.Rollout).HonoursIfMatch().Answers<ExperimentWire>();
    }

    private static void MapActions(RouteGroupBuilder group)
    {
        group.MapPost($"{One}start/", StartAsync).As(ApiScope.Environment, ErrorShape.Reference, ExperimentLifecycle.Of(ExperimentAction.Start).Permission)
            .WithSummary("Starts or resumes an experiment and enables its override.").HonoursIfMatch().CanBeRepeated().Answers<ExperimentWire>();
        group.MapPost($"{One}pause/", PauseAsync).As(ApiScope.Environment, ErrorShape.Reference, ExperimentLifecycle.Of(ExperimentAction.Pause).Permission)
            .WithSummary("Pauses a running experiment.").HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPost($"{One}phases/", NewPhaseAsync).As(ApiScope.Environment, ErrorShape.Reference, ExperimentLifecycle.Of(ExperimentAction.NewPhase).Permission)
            .WithSummary("Starts a running or paused experiment over with other people: a new segment and a new seed deal everybody again.")
            .Reads<NewPhaseBody>().Example(ExperimentExamples.NewPhase).HonoursIfMatch().Answers<TimelineWire>(StatusCodes.Status201Created);
        group.MapPost($"{One}rollout/repair/", RepairAsync).As(ApiScope.Environment, ErrorShape.Reference, Permission.RunExperiments)
            .WithSummary("Puts parts of the rollout back that were removed by other means.").Answers<ExperimentWire>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ApiCall call, ExperimentReads reads)
    {
        var statuses = ReadStatuses(http.Request, out var refusals);
        if (refusals is not null)
        {
            return ReferenceErrors.Of(refusals);
        }

        var list = await WirePaging.ReadAsync(
            http.Request,
            ListQuery.MaxSize,
            (page, size) => reads.ListAsync(
                call.Project,
                call.EnvironmentId,
                new ExperimentListQuery { Statuses = statuses, Search = http.Request.Query["q"].ToString(), Page = page, Size = size },
                http.RequestAborted),
            list => list.Page);
        return list is not null && WirePaging.Of(http.Request, list.Page, ExperimentWire.Of) is { } page
            ? Results.Json(
                new ExperimentPageWire(
                    page.Count, page.Next, page.Previous, page.Results,
                    list.Counts.ToDictionary(count => ExperimentWire.StatusOf(count.Key), count => count.Value, StringComparer.Ordinal)),
                WireJson.Options)
            : ApiErrors.Of(http, WirePaging.InvalidPage);
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ApiCall call, CreateExperiment create, ExperimentReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: true, longest: ExperimentWire.NameMaxLength);
        var hypothesis = body.Text("hypothesis", required: true);
        var feature = body.Id("feature", required: true);
        var (description, tags, owner) = (body.Text("description", required: false, blank: true), OwnerWire.ReadTags(body), OwnerWire.Read(body));
        ExperimentWire.RefuseMetrics(body);
        var rollout = body.Has("experiment_rollout") ? RolloutWire.Read(body.Object("experiment_rollout", required: true), whole: true) : null;
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        if (!IdempotencyKey.TryRead(http, call.Bytes, out var once, out var unusable))
        {
            return unusable;
        }

        var command = new CreateExperiment.Command(
            once is null
                ? call.Answering<int>(id => AnswerAsync(http, call, reads, id, ExperimentBaseWire.Of, StatusCodes.Status201Created))
                : call.Project,
            call.EnvironmentId, feature, name, hypothesis)
        {
            Description = description,
            Tags = tags ?? [],
            Owner = owner,
            Rollout = rollout,
            Answer = once is null ? null : new ExperimentAnswer(once, view => WireJson.Write(ExperimentBaseWire.Of(view.Item))),
        };
        var created = await create.RunAsync(command, http.RequestAborted);
        return !created.IsOk
            ? ExperimentWire.UnknownFlag(created.Errors, feature) ?? ApiErrors.Of(http, created.Errors)
            : once is not null
                ? IdempotencyKey.Answer(http, once, StatusCodes.Status201Created)
                : call.Answer;
    }

    private static Task<IResult> RetrieveAsync(HttpContext http, ApiCall call, int id, ExperimentReads reads)
        => AnswerAsync(http, call, reads, id, ExperimentWire.Of);

    private static async Task<IResult> PatchAsync(HttpContext http, ApiCall call, int id, EditExperiment edit, ExperimentReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: false, longest: ExperimentWire.NameMaxLength);
        var hypothesis = body.Text("hypothesis", required: false);
        var (description, tags, owner) = (body.Text("description", required: false, blank: true), OwnerWire.ReadTags(body), OwnerWire.Read(body));
        var planned = body.Integer("planned_days", required: false, least: 0, most: ExperimentText.MostPlannedDays);
        if (body.Has("metrics"))
        {
            body.Refuse("metrics", "Cannot change the metrics of an existing experiment.");
        }

        return body.IsGood
            ? await EditAsync(http, call, edit, new EditExperiment.Command(Answering(http, call, reads, id, ExperimentBaseWire.Of), call.EnvironmentId, id)
            {
                Name = name,
                Hypothesis = hypothesis,
                Description = description,
                Tags = tags,
                Owner = owner,
                PlannedDays = planned,
                SendsFlag = body.Has("feature"),
                SendsRollout = body.Has("experiment_rollout"),
                ExpectedRevision = Revisions.Expected(http.Request),
            })
            : ApiErrors.Of(http, body);
    }

    // What was read can be sent back: flag, metrics and rollout may stand there as they are, and change elsewhere.
    private static async Task<IResult> PutAsync(HttpContext http, ApiCall call, int id, EditExperiment edit, ExperimentReads reads)
    {
        var body = call.Body;
        var name = body.Text("name", required: true, longest: ExperimentWire.NameMaxLength);
        var hypothesis = body.Text("hypothesis", required: true);
        var (description, tags, owner) = (body.Text("description", required: false, blank: true), OwnerWire.ReadTags(body), OwnerWire.Read(body));
        ExperimentWire.RefuseMetrics(body);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        if (await reads.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is not { } view)
        {
            return ApiErrors.Of(http, ExperimentErrors.NotFound());
        }

        return await EditAsync(http, call, edit, new EditExperiment.Command(Answering(http, call, reads, id, ExperimentBaseWire.Of), call.EnvironmentId, id)
        {
            Name = name,
            Hypothesis = hypothesis,
            Description = description,
            Tags = tags,
            Owner = owner,
            SendsFlag = body.Has("feature") && ExperimentWire.FeatureId(body) != view.Item.FeatureId,
            SendsRollout = body.Says("experiment_rollout") && !RolloutWire.IsAsRead(body.Object("experiment_rollout", required: true), view.Item.Rollout),
            ExpectedRevision = Revisions.Expected(http.Request) ?? view.Item.Revision,
        });
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, ApiCall call, int id, DeleteExperiment delete)
    {
        var deleted = await delete.RunAsync(
            new DeleteExperiment.Command(call.Project, call.EnvironmentId, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return deleted.IsOk ? Results.NoContent() : ApiErrors.Of(http, deleted.Errors);
    }

    private static async Task<IResult> StartAsync(HttpContext http, ApiCall call, int id, StartExperiment start, ExperimentReads reads)
    {
        var (body, bytes, refusal) = await WireBody.ReadObjectAsync(http);
        if (body is null)
        {
            return refusal!;
        }

        if (!IdempotencyKey.TryRead(http, bytes, out var once, out var unusable))
        {
            return unusable;
        }

        var command = new StartExperiment.Command(
            once is null ? Answering(http, call, reads, id, ExperimentWire.Of) : call.Project, call.EnvironmentId, id, Revisions.Expected(http.Request))
        {
            Anyway = true, // A script knows what it does; what did not hold is recorded.
            Answer = once is null ? null : new ExperimentAnswer(once, view => WireJson.Write(ExperimentWire.Of(view.Item))),
        };
        var started = await start.RunAsync(command, http.RequestAborted);
        return !started.IsOk ? ApiErrors.Of(http, started.Errors)
            : once is not null ? IdempotencyKey.Answer(http, once, StatusCodes.Status200OK)
            : call.Answer;
    }

    private static async Task<IResult> PauseAsync(HttpContext http, ApiCall call, int id, PauseExperiment pause, ExperimentReads reads)
    {
        var paused = await pause.RunAsync(
            new PauseExperiment.Command(Answering(http, call, reads, id, ExperimentWire.Of), call.EnvironmentId, id, Revisions.Expected(http.Request)), http.RequestAborted);
        return paused.IsOk ? call.Answer : ApiErrors.Of(http, paused.Errors);
    }

    private static async Task<IResult> NewPhaseAsync(HttpContext http, ApiCall call, int id, StartNewPhase start, TimelineReads reads)
    {
        var body = call.Body;
        var reason = body.Text("reason", required: true, longest: ReasonRules.Longest);
        var rollout = body.Says("experiment_rollout") ? RolloutWire.Read(body.Object("experiment_rollout", required: true), whole: false) : null;
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var started = await start.RunAsync(
            new StartNewPhase.Command(
                call.Answering(() => AnswerTimelineAsync(http, call, id, reads, StatusCodes.Status201Created)), call.EnvironmentId, id, reason,
                Revisions.Expected(http.Request))
            {
                Rollout = rollout,
            },
            http.RequestAborted);
        return started.IsOk ? call.Answer : ApiErrors.Of(http, started.Errors);
    }

    private static Task<IResult> TimelineAsync(HttpContext http, ApiCall call, int id, TimelineReads reads)
        => AnswerTimelineAsync(http, call, id, reads, StatusCodes.Status200OK);

    private static async Task<IResult> AnswerTimelineAsync(HttpContext http, ApiCall call, int id, TimelineReads reads, int status)
        => await reads.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is { } timeline
            ? Results.Json(TimelineWire.Of(timeline), WireJson.Options, statusCode: status)
            : ApiErrors.Of(http, ExperimentErrors.NotFound());

    private static async Task<IResult> RolloutAsync(HttpContext http, ApiCall call, int id, ApplyRollout apply, ExperimentReads reads)
    {
        var body = call.Body;
        var wanted = RolloutWire.Read(body, whole: false);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var applied = await apply.RunAsync(
            new ApplyRollout.Command(Answering(http, call, reads, id, ExperimentWire.Of), call.EnvironmentId, id, wanted!, Revisions.Expected(http.Request)), http.RequestAborted);
        return applied.IsOk ? call.Answer : ApiErrors.Of(http, applied.Errors);
    }

    private static async Task<IResult> RepairAsync(HttpContext http, ApiCall call, int id, RepairRollout repair, ExperimentReads reads)
    {
        var repaired = await repair.RunAsync(new RepairRollout.Command(Answering(http, call, reads, id, ExperimentWire.Of), call.EnvironmentId, id), http.RequestAborted);
        return repaired.IsOk ? call.Answer : ApiErrors.Of(http, repaired.Errors);
    }

    private static async Task<IResult> EditAsync(HttpContext http, ApiCall call, EditExperiment edit, EditExperiment.Command command)
    {
        var edited = await edit.RunAsync(command, http.RequestAborted);
        return edited.IsOk ? call.Answer : ApiErrors.Of(http, edited.Errors);
    }

    private static ProjectAccess Answering<T>(HttpContext http, ApiCall call, ExperimentReads reads, int id, Func<ExperimentItem, T> write)
        => call.Answering(() => AnswerAsync(http, call, reads, id, write));

    private static async Task<IResult> AnswerAsync<T>(
        HttpContext http, ApiCall call, ExperimentReads reads, int id, Func<ExperimentItem, T> write, int status = StatusCodes.Status200OK)
    {
        if (await reads.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is not { } view)
        {
            return ApiErrors.Of(http, ExperimentErrors.NotFound());
        }

        Revisions.Tag(http, view.Item.Revision);
        return Results.Json(write(view.Item), WireJson.Options, statusCode: status);
    }

    // One that is none refuses the list, even among others; its place is named.
    private static List<ExperimentStatus> ReadStatuses(HttpRequest request, out JsonObject? refusals)
    {
        var statuses = new List<ExperimentStatus>();
        var wrong = new JsonObject();
        foreach (var (index, word) in request.Query["status"].Index())
        {
            if (ExperimentWire.Statuses.TryGetValue(word ?? string.Empty, out var status))
            {
                statuses.Add(status);
            }
            else
            {
                wrong[$"{index}"] = new JsonArray(WireSentences.NotAChoice(word ?? string.Empty));
            }
        }

        refusals = wrong.Count > 0 ? new JsonObject { ["status"] = wrong } : null;
        return statuses;
    }
}
