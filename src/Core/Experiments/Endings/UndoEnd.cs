using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>
/// Takes the end of an experiment back: it has the status again that it had, in the same phase, and the flag is as it was. Refused once
/// somebody changed the flag or another experiment took it.
/// </summary>
public sealed class UndoEnd(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; completed and not archived.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    /// <returns>The status that it has again.</returns>
    public Task<Result<ExperimentStatus>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<ExperimentStatus>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.UndoEnd).Permission,
            change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<ExperimentStatus>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        return await UndoAsync(change, experiment);
    }

    /// <summary>The undoing inside a transaction that somebody else opened.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="summary">What its record says; null for what it usually does.</param>
    internal static async Task<Result<ExperimentStatus>> UndoAsync(ChangeContext change, Experiment experiment, string? summary = null)
    {
        if (!ExperimentLifecycle.Allows(experiment.Status, ExperimentAction.UndoEnd))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, ExperimentAction.UndoEnd);
        }

        if (experiment.ArchivedAt is not null)
        {
            return EndingErrors.Archived(experiment.Name);
        }

        var end = await change.Db.Set<ExperimentEnd>().AsTracking()
            .SingleOrDefaultAsync(end => end.ExperimentId == experiment.Id, change.Cancellation);
        if (await UndoRefusal.FindAsync(change.Db, experiment, end, change.Cancellation) is { } refusal)
        {
            return refusal;
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var before = ExperimentRecord.Of(experiment, rollout.Reading.State, end);
        await ExperimentChange.MoveAsync(change, experiment, end!.StatusBefore);
        (experiment.StatusSince, experiment.EndedAt) = (end.StatusBeforeSince, null);
        await rollout.GiveBackAsync(FlagMemory.Read(end.FlagBefore));
        var revision = await rollout.SaveAsync();
        _ = change.Db.Remove(end);
        var state = rollout.Reading.State;
        ExperimentRecord.Append(
            change,
            experiment,
            ExperimentLifecycle.Of(ExperimentAction.UndoEnd).Done,
            summary ?? $"end undone: {ExperimentLifecycle.Word(experiment.Status)} again{(state is null ? string.Empty : $" at {state.Describe()}")}",
            before,
            ExperimentRecord.Of(experiment, state),
            revision);
        return experiment.Status;
    }
}
