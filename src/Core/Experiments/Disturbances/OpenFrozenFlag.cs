using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>
/// The one door past the freeze: lets administrators change the flag of a started experiment until it is closed again, by
/// <see cref="CloseFrozenFlag"/> or with the experiment's end. The experiment counts as disturbed from then on.
/// </summary>
public sealed class OpenFrozenFlag(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; running or paused.</param>
    /// <param name="Reason">Why; 1 to 500 characters.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, string? Reason, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var errors = ReasonRules.Check(command.Reason, DisturbanceErrors.ReasonMissing()).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (experiment.Status is not (ExperimentStatus.Running or ExperimentStatus.Paused))
        {
            return DisturbanceErrors.NotFrozen(experiment.Name, experiment.Status);
        }

        if (await DisturbanceQueries.Open(change.Db).FirstOrDefaultAsync(row => row.ExperimentId == experiment.Id, change.Cancellation) is { } open)
        {
            return DisturbanceErrors.AlreadyOpen(open.Who);
        }

        var reason = command.Reason!.Trim();
        _ = change.Db.Add(new Disturbance
        {
            ExperimentId = experiment.Id,
            Kind = DisturbanceKind.Opened,
            At = change.Now,
            Who = change.Actor.Name,
            Reason = reason,
        });
        var record = ExperimentRecord.Of(experiment, (await RolloutWriter.OpenAsync(change, experiment)).Reading.State);
        ExperimentRecord.Append(
            change, experiment, "flag_opened", "flag opened to administrators: the experiment is disturbed from now", record, record, flagRevision: null, reason);
        return default(Done);
    }
}
