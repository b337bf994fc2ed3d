using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Overlaps;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Starting;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>What stands before a start, what shares people with an experiment, and what disturbs one, over HTTP: routes of our own.</summary>
internal static class DisturbanceRoutes
{
    private const string One = "/experiments/{id:int}/";

    public static void MapDisturbanceApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapGet($"{One}start-checks/", ChecksAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Shows what should hold before an experiment starts.").Answers<StartChecksWire>();
        group.MapGet($"{One}overlap/", OverlapAsync).As(ApiScope.Environment, ErrorShape.Problem)
            .WithSummary("Shows what shares people with an experiment, estimated by the engine on a sample of identities.").Answers<OverlapWire>();
        group.MapPost($"{One}exclusions/", ExcludeAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.RunExperiments)
            .WithSummary("Excludes a segment from a running or paused experiment: whoever is in it gets the environment default from now.")
            .Reads<ExclusionBody>().Example(ExperimentExamples.Exclusion).HonoursIfMatch().Answers<ExperimentWire>();
        group.MapPost($"{One}flag-door/", OpenAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Opens the frozen flag of an experiment to administrators. The experiment counts as disturbed from then on.")
            .Reads<FlagDoorBody>().Example(ExperimentExamples.FlagDoor).HonoursIfMatch().Answers<ExperimentWire>();
        group.MapDelete($"{One}flag-door/", CloseAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.Administer)
            .WithSummary("Freezes the flag of an experiment again.").HonoursIfMatch().Answers<ExperimentWire>();
    }

    private static async Task<IResult> ChecksAsync(HttpContext http, ApiCall call, int id, StartReads reads)
        => await reads.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is { } facts
            ? Results.Json(new StartChecksWire(StartCheckWire.Of(facts)), WireJson.Options)
            : ApiErrors.Of(http, ExperimentErrors.NotFound());

    private static async Task<IResult> OverlapAsync(HttpContext http, ApiCall call, int id, OverlapReads overlaps, ExperimentReads reads)
        => await reads.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is null
            ? ApiErrors.Of(http, ExperimentErrors.NotFound())
            : Results.Json(
                await overlaps.FindAsync(call.Project, call.EnvironmentId, id, http.RequestAborted) is { } overlap
                    ? OverlapWire.Of(overlap)
                    : new OverlapWire(0, 0, 0, [], 0),
                WireJson.Options);

    private static async Task<IResult> ExcludeAsync(HttpContext http, ApiCall call, int id, ExcludeSegment exclude, ExperimentReads reads)
    {
        var body = call.Body;
        var segment = body.Id("segment", required: true);
        var reason = body.Text("reason", required: false, longest: ReasonRules.Longest, blank: true);
        if (!body.IsGood)
        {
            return ApiErrors.Of(http, body);
        }

        var excluded = await exclude.RunAsync(
            new ExcludeSegment.Command(
                ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, segment, reason, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return excluded.IsOk ? call.Answer : ApiErrors.Of(http, excluded.Errors);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, ApiCall call, int id, OpenFrozenFlag open, ExperimentReads reads)
    {
        var reason = call.Body.Text("reason", required: true, longest: ReasonRules.Longest);
        if (!call.Body.IsGood)
        {
            return ApiErrors.Of(http, call.Body);
        }

        var opened = await open.RunAsync(
            new OpenFrozenFlag.Command(
                ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, reason, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return opened.IsOk ? call.Answer : ApiErrors.Of(http, opened.Errors);
    }

    private static async Task<IResult> CloseAsync(HttpContext http, ApiCall call, int id, CloseFrozenFlag close, ExperimentReads reads)
    {
        var closed = await close.RunAsync(
            new CloseFrozenFlag.Command(ExperimentRoutes.Answering(http, call, reads, id), call.EnvironmentId, id, Revisions.Expected(http.Request)),
            http.RequestAborted);
        return closed.IsOk ? call.Answer : ApiErrors.Of(http, closed.Errors);
    }
}
