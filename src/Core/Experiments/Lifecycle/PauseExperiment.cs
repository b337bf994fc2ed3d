using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// Takes a running experiment out of serving and keeps everything, so that resuming brings back the same assignment.
/// </summary>
public sealed class PauseExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; support: in an emergency nobody else need be found.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null pauses whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.Pause).Permission, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        return await PauseAsync(change, experiment, "paused: everybody gets the environment default", reason: null) is { } refusal ? refusal : default(Done);
    }

    /// <summary>The pause inside a transaction that somebody else opened.</summary>
    /// <returns>Why it cannot be paused; null when it is.</returns>
    internal static async Task<Error?> PauseAsync(ChangeContext change, Experiment experiment, string summary, string? reason)
    {
        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var state = rollout.Reading.State;
        var before = ExperimentRecord.Of(experiment, state);
        if (await ExperimentChange.TransitionAsync(change, experiment, ExperimentAction.Pause) is { } refusal)
        {
            return refusal;
        }

        ExperimentRecord.Append(
            change, experiment, ExperimentLifecycle.Of(ExperimentAction.Pause).Done, summary, before,
            ExperimentRecord.Of(experiment, state), await rollout.SaveAsync(), reason);
        return null;
    }
}
