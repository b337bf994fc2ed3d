using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.Core.Experiments.Rollout.UseCases;

/// <summary>Sets how many identities enter an experiment and how they are divided. Creates the rollout if there is none.</summary>
public sealed class ApplyRollout(UnitOfWork work)
{
    /// <param name="Access">Who asks. Editing needs support; the first rollout changes what everybody gets and needs a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="Rollout">What is wanted.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null applies the named members to whatever is there.</param>
    /// <param name="Reason">Why, for the record; at most 500 characters, or null.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int ExperimentId, RolloutChange Rollout, int? ExpectedRevision = null, string? Reason = null);

    /// <returns>The rollout as it is now.</returns>
    public Task<Result<RolloutState>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = ReasonRules.Check(command.Reason).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<RolloutState>>(errors)
            : work.InEnvironmentAsync<RolloutState>(
                command.Access, command.EnvironmentId, Permission.EditRollouts, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<RolloutState>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (experiment.Status is ExperimentStatus.Completed)
        {
            return RolloutErrors.Completed(experiment.Name);
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var before = rollout.Reading;
        if (!before.Exists && AccessGate.Check(change.Access, Permission.RunExperiments) is { } refusal)
        {
            return refusal;
        }

        var applied = await rollout.ApplyAsync(command.Rollout);
        if (!applied.TryGet(out var after, out _))
        {
            return applied;
        }

        if (before.State is { } was && was.IsSameAs(after))
        {
            return change.Nothing(after);
        }

        ExperimentRecord.Append(
            change,
            experiment,
            before.Exists ? "rollout_changed" : "rollout_created",
            RolloutSummary.Of(before.State, after),
            ExperimentRecord.Of(experiment, before.State),
            ExperimentRecord.Of(experiment, after),
            await rollout.SaveAsync(),
            command.Reason);
        return after;
    }
}
