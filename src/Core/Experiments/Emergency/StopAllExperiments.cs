using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>
/// The emergency: pauses everything that runs in an environment, each with its record, and remembers which, so that
/// <see cref="ResumeStopped"/> brings back just those.
/// </summary>
public sealed class StopAllExperiments(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The environment.</param>
    /// <param name="Reason">Why, for the records; at most 500 characters, or null.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, string? Reason = null);

    /// <returns>The experiments that were paused, by id.</returns>
    public Task<Result<IReadOnlyList<int>>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = ReasonRules.Check(command.Reason).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<IReadOnlyList<int>>>(errors)
            : work.InEnvironmentAsync<IReadOnlyList<int>>(
                command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<IReadOnlyList<int>>> RunAsync(ChangeContext change, Command command)
    {
        var ids = await change.Db.Set<Experiment>()
            .Where(experiment => experiment.EnvironmentId == change.Environment.Id && experiment.Status == ExperimentStatus.Running && experiment.DeletedAt == null)
            .OrderBy(experiment => experiment.Id).Select(experiment => experiment.Id).ToListAsync(change.Cancellation);
        if (ids.Count == 0)
        {
            return EmergencyErrors.NothingRuns();
        }

        foreach (var id in ids)
        {
            var experiment = (await ExperimentChange.FindAsync(change, id, expectedRevision: null)).Value;
            if (await PauseExperiment.PauseAsync(
                change, experiment, "paused with everything that ran: everybody gets the environment default", command.Reason) is { } refusal)
            {
                return refusal;
            }

            (experiment.StoppedAt, experiment.StoppedBy) = (change.Now, change.Actor.Name);
        }

        return ids;
    }
}
