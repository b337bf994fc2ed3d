using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Rollout.UseCases;

/// <summary>
/// Puts back the parts of a rollout that were removed by other means, as the experiment's newest record has them. Ids
/// and seeds return with them, so nobody changes arms. Refused when completed: nobody is in it any more.
/// </summary>
public sealed class RepairRollout(UnitOfWork work)
{
    private static readonly Error s_nothingToRepair = new Error.Conflict(
        "nothing_to_repair", "All parts of the rollout are there. Reload the page to see it.");

    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId);

    /// <returns>The rollout as it is again.</returns>
    public Task<Result<RolloutState>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<RolloutState>(
            command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<RolloutState>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, expectedRevision: null);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (experiment.Status is ExperimentStatus.Completed)
        {
            return RolloutErrors.Completed(experiment.Name);
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        if (!rollout.Reading.HasDrifted || await LastAsync(change, experiment) is not { } last)
        {
            return s_nothingToRepair;
        }

        var missing = string.Join(" and ", rollout.Reading.Missing.Select(part => part.ToString().ToLowerInvariant()));
        await rollout.RepairAsync(last);
        var flagRevision = await rollout.SaveAsync();
        var state = rollout.Reading.State ?? throw new InvalidOperationException("The repair left parts missing.");
        ExperimentRecord.Append(
            change, experiment, "rollout_repaired", $"rollout repaired: {missing} put back at {state.Describe()}",
            ExperimentRecord.Of(experiment, rollout: null), ExperimentRecord.Of(experiment, state), flagRevision);
        return state;
    }

    // The database looks for the newest record that has one and sends no other. In a text of somebody the quotes would be escaped.
    private static async Task<RolloutState?> LastAsync(ChangeContext change, Experiment experiment)
    {
        var key = AuditKey.Experiment(experiment.Id).Text;
        var last = await change.Db.Set<AuditRecord>().AsNoTracking()
            .Where(record => record.ObjectKey == key && record.After != null && record.After.Contains("\"rollout\":{"))
            .OrderByDescending(record => record.Number).Select(record => record.After).FirstOrDefaultAsync(change.Cancellation);
        return AuditJson.Read<ExperimentRecord>(last)?.Rollout;
    }
}
