using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>
/// Undoes the last change of an experiment, as its record has it, by doing the opposite: a rollout, what is written, a pause, a resumption or the
/// end. Never a start or a new phase, and no undo: ids and seeds stay, so everybody has the arm that they had.
/// </summary>
public sealed class UndoLast(UnitOfWork work)
{
    // The lowest of all that can be undone; the very one is asked once it is known what it is.
    private const Permission Least = Permission.EditRollouts;

    /// <param name="Access">Who asks: whoever may do the opposite of the last change.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null undoes whatever was last.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    /// <returns>The experiment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(command.Access, command.EnvironmentId, Least, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var key = AuditKey.Experiment(experiment.Id).Text;
        var record = await change.Db.Set<AuditRecord>().AsNoTracking()
            .SingleOrDefaultAsync(record => record.ObjectKey == key && record.Number == experiment.Revision, change.Cancellation);
        if (record is null || AuditJson.Read<ExperimentRecord>(record.Before) is not { } before)
        {
            return record is null ? HistoryErrors.RecordGone() : HistoryErrors.NotUndoable(record.Number, record.Action, record.Summary);
        }

        if (UndoRule.Of(record.Action) is not { } rule)
        {
            return HistoryErrors.NotUndoable(record.Number, record.Action, record.Summary);
        }

        if (AccessGate.Check(change.Access, rule.Permission) is { } refusal)
        {
            return refusal;
        }

        return await UndoAsync(change, experiment, rule, record, before) is { } refused ? refused : experiment.Revision;
    }

    private static Task<Error?> UndoAsync(ChangeContext change, Experiment experiment, UndoRule rule, AuditRecord record, ExperimentRecord before)
    {
        var summary = $"undone: {record.Summary} (revision {record.Number})";
        return rule switch
        {
            { IsEnd: true } => UndoEndAsync(change, experiment, summary),
            { IsEdit: true } => EditExperiment.GiveBackAsync(
                change, experiment, before, AuditJson.Read<ExperimentRecord>(record.After)!, rule.Undone, summary),
            _ => GiveBackAsync(change, experiment, rule, before, summary),
        };
    }

    private static async Task<Error?> UndoEndAsync(ChangeContext change, Experiment experiment, string summary)
        => (await UndoEnd.UndoAsync(change, experiment, summary)).Error;

    // Pausing and resuming also said whether the override is enabled, so the rollout goes back with the status.
    private static async Task<Error?> GiveBackAsync(
        ChangeContext change, Experiment experiment, UndoRule rule, ExperimentRecord before, string summary)
    {
        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var now = rollout.Reading;
        if (RolloutReturn.WhyNot(
            experiment.Name, before.Rollout, now, ExperimentArms.Of(rollout.Variants, rollout.Flag.Default.Value), rollout.ValueType) is { } refusal)
        {
            return refusal;
        }

        var recordBefore = ExperimentRecord.Of(experiment, now.State);
        var opposite = rule.IsPause ? ExperimentAction.Resume : rule.IsResume ? ExperimentAction.Pause : (ExperimentAction?)null;
        if (opposite is { } action && await ExperimentChange.TransitionAsync(change, experiment, action) is { } refused)
        {
            return refused;
        }

        if (before.Rollout is { } was)
        {
            rollout.GiveBack(was);
        }

        ExperimentRecord.Append(
            change, experiment, rule.Undone, summary, recordBefore, ExperimentRecord.Of(experiment, rollout.Reading.State), await rollout.SaveAsync());
        return null;
    }
}
