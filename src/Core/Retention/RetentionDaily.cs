using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention;

/// <summary>Archives and removes what is old once a day, in one of the processes on a database.</summary>
internal sealed class RetentionDaily(RunRetention run, RetentionHealth health, IDbContextFactory<AppDbContext> contexts, TimeProvider clock) : IBatch
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public string Name => "The archive of old records";

    public TimeSpan Pause => TimeSpan.FromHours(1);

    /// <summary>Runs if that is due. What failed is tried again an hour later.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (await IsDueAsync(cancellationToken))
        {
            _ = await run.RunAsync(new(AccessGate.ForSystem()), cancellationToken); // What stands against it is on the page and in the log.
        }
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Set<RetentionRow>().AsNoTracking().SingleAsync(cancellationToken);
        if (!row.Days.IsOn)
        {
            health.Ended(isFailing: false);
            return false;
        }

        return row.LastRunAt is not { } last || clock.Now() - last >= s_day;
    }
}
