using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Takes a completed experiment from the list of experiments, or brings it back. Nothing that is served changes.</summary>
public sealed class ArchiveExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; completed.</param>
    /// <param name="Archived">Whether it is archived from now, or brought back.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, bool Archived, int? ExpectedRevision = null)
    {
        internal ExperimentAction Action => Archived ? ExperimentAction.Archive : ExperimentAction.Unarchive;
    }

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(command.Action).Permission, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var rule = ExperimentLifecycle.Of(command.Action);
        if (!ExperimentLifecycle.Allows(experiment.Status, rule.Action))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, rule.Action);
        }

        if (command.Archived == experiment.ArchivedAt is not null)
        {
            return command.Archived ? EndingErrors.Archived(experiment.Name) : EndingErrors.NotArchived(experiment.Name);
        }

        var state = (await RolloutWriter.OpenAsync(change, experiment)).Reading.State;
        var end = await change.Db.Set<ExperimentEnd>().SingleOrDefaultAsync(end => end.ExperimentId == experiment.Id, change.Cancellation);
        var before = ExperimentRecord.Of(experiment, state, end);
        await ExperimentChange.CountAsync(change, experiment.Status, command.Archived ? -1 : 1);
        experiment.ArchivedAt = command.Archived ? change.Now : null;
        ExperimentRecord.Append(
            change, experiment, rule.Done, command.Archived ? "archived" : "brought back from the archive", before,
            ExperimentRecord.Of(experiment, state, end), flagRevision: null);
        return default(Done);
    }
}
