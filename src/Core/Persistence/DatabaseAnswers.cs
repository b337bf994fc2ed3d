using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Whether the database answers a question about its tables, in time.</summary>
internal sealed class DatabaseAnswers(IDbContextFactory<AppDbContext> contexts, NewerVersionGuard newerVersion) : IHealthCheck
{
    // Whoever watches over the process does not wait long either.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private Task _asked = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await AskOnce().WaitAsync(s_patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(DatabaseFault.Of(exception)?.Sentence ?? "The database could not be asked.");
        }
    }

    // A database that hangs is not asked again by every probe. Nor is the question taken back: that takes longer than to wait.
    private Task AskOnce()
    {
        lock (_lock)
        {
            return _asked.IsCompleted ? _asked = Task.Run(AskAsync, CancellationToken.None) : _asked;
        }
    }

    private async Task AskAsync()
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await newerVersion.LookAsync(db, CancellationToken.None);

        // All tables have to be there; at most a row of each is read.
        var question = "SELECT " + string.Join(", ", db.Model.GetEntityTypes().Select(type => $"EXISTS (SELECT 1 FROM {type.GetTableName()})"));
        _ = await db.Database.ExecuteSqlRawAsync(question, CancellationToken.None);
    }
}
