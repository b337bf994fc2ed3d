using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Traffic;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>
/// Resumes just the experiments that <see cref="StopAllExperiments"/> paused and that are paused still. One whose rollout has parts missing is left
/// paused.
/// </summary>
public sealed class ResumeStopped(UnitOfWork work, IFlagTraffic traffic)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The environment.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId);

    /// <returns>Which were resumed, and which were left.</returns>
    public Task<Result<Resumed>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Resumed>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.Resume).Permission, RunAsync, cancellationToken);
    }

    private async Task<Result<Resumed>> RunAsync(ChangeContext change)
    {
        var ids = await change.Db.Set<Experiment>()
            .Where(experiment => experiment.EnvironmentId == change.Environment.Id && experiment.Status == ExperimentStatus.Paused
                && experiment.StoppedAt != null && experiment.DeletedAt == null)
            .OrderBy(experiment => experiment.Id).Select(experiment => experiment.Id).ToListAsync(change.Cancellation);
        if (ids.Count == 0)
        {
            return EmergencyErrors.NothingStopped();
        }

        var (resumed, left) = (new List<int>(), new List<string>());
        foreach (var id in ids)
        {
            var experiment = (await ExperimentChange.FindAsync(change, id, expectedRevision: null)).Value;
            if ((await StartExperiment.StartAsync(change, experiment, traffic, anyway: true)).IsOk)
            {
                resumed.Add(id);
            }
            else
            {
                left.Add(experiment.Name);
            }
        }

        var done = new Resumed(resumed, left);
        return resumed.Count == 0 ? change.Nothing(done) : done;
    }
}
