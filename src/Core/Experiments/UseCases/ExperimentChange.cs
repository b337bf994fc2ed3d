using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.UseCases;

/// <summary>What every change of an existing experiment begins with.</summary>
internal static class ExperimentChange
{
    /// <summary>Finds the experiment under the environment's lock and refuses a stale screen.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="id">The experiment.</param>
    /// <param name="expectedRevision">The revision on the asker's screen; null where nothing can be lost.</param>
    public static async Task<Result<Experiment>> FindAsync(Change change, int id, int? expectedRevision)
    {
        var experiment = await change.Db.Experiments.SingleOrDefaultAsync(
            experiment => experiment.Id == id && experiment.EnvironmentId == change.Environment.Id && experiment.DeletedAt == null,
            change.Cancellation);
        if (experiment is null)
        {
            return ExperimentErrors.NotFound();
        }

        return await Stale.CheckAsync(change, AuditKey.Experiment(id), expectedRevision, experiment.Revision) is { } stale
            ? stale
            : experiment;
    }

    /// <summary>Moves the experiment to another status and keeps the counts, or refuses.</summary>
    public static async Task<Error?> TransitionAsync(Change change, Experiment experiment, ExperimentStatus to)
    {
        if (!Lifecycle.Allows(experiment.Status, to))
        {
            return Lifecycle.Refusal(experiment.Name, experiment.Status, to);
        }

        await CountAsync(change, experiment.Status, -1);
        await CountAsync(change, to, 1);
        experiment.Status = to;
        return null;
    }

    /// <summary>Keeps how many experiments of the environment have a status.</summary>
    public static async Task CountAsync(Change change, ExperimentStatus status, int by)
    {
        var environmentId = change.Environment.Id;
        var count = change.Db.ExperimentCounts.Local.FirstOrDefault(count => count.EnvironmentId == environmentId && count.Status == status)
            ?? await change.Db.ExperimentCounts.SingleOrDefaultAsync(
                count => count.EnvironmentId == environmentId && count.Status == status, change.Cancellation);
        if (count is null)
        {
            count = new ExperimentCount { EnvironmentId = environmentId, Status = status };
            _ = change.Db.Add(count);
        }

        count.Count += by;
    }
}
