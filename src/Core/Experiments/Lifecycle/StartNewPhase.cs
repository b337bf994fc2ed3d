using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>
/// Starts an experiment over with other people: percentage and split stay unless others are wanted, and a new segment and a new seed deal everybody again. What was
/// measured before belongs to the phase before.
/// </summary>
public sealed class StartNewPhase(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; running or paused, with a rollout.</param>
    /// <param name="Reason">Why everybody is dealt again; 1 to 500 characters.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, string? Reason, int? ExpectedRevision = null)
    {
        /// <summary>What is wanted of the rollout from then on; null keeps it as it is.</summary>
        public RolloutChange? Rollout { get; init; }
    }

    /// <returns>The number of the new phase.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = ReasonRules.Check(command.Reason, ExperimentErrors.PhaseReasonMissing()).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.NewPhase).Permission,
                change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (!ExperimentLifecycle.Allows(experiment.Status, ExperimentAction.NewPhase))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, ExperimentAction.NewPhase);
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        if (rollout.Reading.State is not { } state)
        {
            return rollout.Reading.HasDrifted ? RolloutErrors.Drifted(experiment.Name) : ExperimentErrors.NobodyToDeal(experiment.Name);
        }

        var before = ExperimentRecord.Of(experiment, state);
        if (command.Rollout is { } wanted)
        {
            var applied = await rollout.ApplyAsync(wanted);
            if (!applied.TryGet(out state, out _))
            {
                return applied.Errors.ToArray();
            }
        }

        await AddAsync(change, experiment, command.Reason!.Trim());
        await rollout.RenewAsync();
        ExperimentRecord.Append(
            change,
            experiment,
            ExperimentLifecycle.Of(ExperimentAction.NewPhase).Done,
            $"phase {experiment.Phase} began: everybody is dealt again at {state.Describe()}",
            before,
            ExperimentRecord.Of(experiment, rollout.Reading.State),
            await rollout.SaveAsync(),
            command.Reason.Trim());
        return experiment.Phase;
    }

    private static async Task AddAsync(ChangeContext change, Experiment experiment, string reason)
    {
        var last = await change.Db.Set<ExperimentPhase>().AsTracking()
            .SingleAsync(phase => phase.ExperimentId == experiment.Id && phase.Number == experiment.Phase, change.Cancellation);
        (last.EndedAt, last.SegmentId) = (change.Now, experiment.SegmentId);
        experiment.Phase++;
        _ = change.Db.Add(new ExperimentPhase
        {
            ExperimentId = experiment.Id,
            Number = experiment.Phase,
            BeganAt = change.Now,
            BeganBy = change.Actor.Name,
            Reason = reason,
        });
    }
}
