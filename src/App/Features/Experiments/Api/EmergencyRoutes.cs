using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Stop all, and the way back, over HTTP: routes of our own.</summary>
internal static class EmergencyRoutes
{
    public static void MapEmergencyApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapEnvironmentApi();
        group.MapPost("/experiments/stop-all/", StopAsync).As(ApiScope.Environment, ErrorShape.Problem, Permission.RunExperiments)
            .WithSummary("Pauses every running experiment of an environment, each with its record.")
            .Reads<EmergencyBody>().Example(ExperimentExamples.StopAll).Answers<StoppedWire>();
        group.MapPost("/experiments/resume-stopped/", ResumeAsync).As(ApiScope.Environment, ErrorShape.Problem, ExperimentLifecycle.Of(ExperimentAction.Resume).Permission)
            .WithSummary("Resumes just the experiments that stop-all paused and that are still paused.").Answers<StoppedWire>();
    }

    private static async Task<IResult> StopAsync(HttpContext http, ApiCall call, StopAllExperiments stop)
    {
        var reason = call.Body.Text("reason", required: false, longest: ReasonRules.Longest, blank: true);
        if (!call.Body.IsGood)
        {
            return ApiErrors.Of(http, call.Body);
        }

        var stopped = await stop.RunAsync(new StopAllExperiments.Command(call.Project, call.EnvironmentId, reason), http.RequestAborted);
        return stopped.TryGet(out var ids, out _) ? Results.Json(new StoppedWire(ids, []), WireJson.Options) : ApiErrors.Of(http, stopped.Errors);
    }

    private static async Task<IResult> ResumeAsync(HttpContext http, ApiCall call, ResumeStopped resume)
    {
        var resumed = await resume.RunAsync(new ResumeStopped.Command(call.Project, call.EnvironmentId), http.RequestAborted);
        return resumed.TryGet(out var done, out _)
            ? Results.Json(new StoppedWire(done.Ids, done.Left), WireJson.Options)
            : ApiErrors.Of(http, resumed.Errors);
    }
}
