using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Emergency;

/// <summary>Shows what Stop all would pause, and what it has.</summary>
public sealed class EmergencyReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The environment at one moment.</summary>
    public async Task<EmergencyState> FindAsync(ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await ExperimentQueries.Of(db, access, environmentId)
            .Where(experiment => experiment.Status == ExperimentStatus.Running
                || (experiment.Status == ExperimentStatus.Paused && experiment.StoppedAt != null))
            .OrderBy(experiment => experiment.Id)
            .Select(experiment => new { experiment.Name, experiment.Status, experiment.StoppedAt, experiment.StoppedBy })
            .ToListAsync(cancellationToken);
        var stopped = rows.Where(row => row.Status is ExperimentStatus.Paused).ToList();
        var last = stopped.MaxBy(row => row.StoppedAt);
        return new EmergencyState(
            [.. rows.Where(row => row.Status is ExperimentStatus.Running).Select(row => row.Name)],
            [.. stopped.Select(row => row.Name)], last?.StoppedAt, last?.StoppedBy);
    }
}
