using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// Ends an experiment: its rollout is no longer served, and the environment default gets back what the
/// rollout took, unless somebody changed it since.
/// </summary>
public sealed class CompleteExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null completes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.End).Permission, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var state = rollout.Reading.State;
        var before = ExperimentRecord.Of(experiment, state);
        if (await ExperimentChange.EndAsync(change, experiment) is { } refusal)
        {
            return refusal;
        }

        var summary = ExperimentChange.EndSummary(rollout.RestoreDefault());
        ExperimentRecord.Append(
            change, experiment, ExperimentLifecycle.Of(ExperimentAction.End).Done, summary, before, ExperimentRecord.Of(experiment, state), await rollout.SaveAsync());
        return default(Done);
    }
}
