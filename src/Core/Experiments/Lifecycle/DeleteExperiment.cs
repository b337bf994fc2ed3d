using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// Deletes an experiment that is not running, with its segment and override; a paused one ends first. The
/// environment default gets back what the rollout took, unless the experiment was completed, which did that, or somebody
/// changed the default since.
/// </summary>
public sealed class DeleteExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null deletes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    /// <returns>Whether the environment default got its earlier allocations back.</returns>
    public Task<Result<bool>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<bool>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.Delete).Permission, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<bool>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (!ExperimentLifecycle.Allows(experiment.Status, ExperimentAction.Delete))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, ExperimentAction.Delete);
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var state = rollout.Reading.State;
        var restored = experiment.Status is not ExperimentStatus.Completed && rollout.RestoreDefault();
        rollout.Remove();
        var flagRevision = await rollout.SaveAsync();
        if (experiment.Status is ExperimentStatus.Paused)
        {
            await EndAsync(change, experiment, state, restored, flagRevision);
            flagRevision = null; // The end is the record of what the flag serves from now.
        }

        var before = ExperimentRecord.Of(experiment, state);
        if (experiment.ArchivedAt is null)
        {
            await ExperimentChange.CountAsync(change, experiment.Status, -1);
        }

        experiment.DeletedAt = change.Now;
        ExperimentRecord.Append(
            change,
            experiment,
            ExperimentLifecycle.Of(ExperimentAction.Delete).Done,
            restored ? "deleted; the environment default is as it was before the experiment" : "deleted",
            before,
            after: null,
            flagRevision);
        return restored;
    }

    private static async Task EndAsync(ChangeContext change, Experiment experiment, RolloutState? state, bool restored, int? flagRevision)
    {
        var before = ExperimentRecord.Of(experiment, state);
        if (await ExperimentChange.EndAsync(change, experiment) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }

        ExperimentRecord.Append(
            change, experiment, ExperimentLifecycle.Of(ExperimentAction.End).Done, EndingText.Summary(EndingKind.Restore, variantKey: null, restored, conclusion: null, removed: 0), before, ExperimentRecord.Of(experiment, state), flagRevision);
    }
}
