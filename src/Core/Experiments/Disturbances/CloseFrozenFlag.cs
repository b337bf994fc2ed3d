using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>Freezes the flag of a started experiment again. That the experiment was disturbed stays.</summary>
public sealed class CloseFrozenFlag(UnitOfWork work)
{
    /// <param name="Access">Who asks; an administrator.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.Administer, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var open = await DisturbanceQueries.Open(change.Db).AsTracking()
            .FirstOrDefaultAsync(row => row.ExperimentId == experiment.Id, change.Cancellation);
        if (open is null)
        {
            return DisturbanceErrors.NotOpen();
        }

        open.ClosedAt = change.Now;
        var record = ExperimentRecord.Of(experiment, (await RolloutWriter.OpenAsync(change, experiment)).Reading.State);
        ExperimentRecord.Append(change, experiment, "flag_closed", "flag frozen again", record, record, flagRevision: null);
        return default(Done);
    }
}
