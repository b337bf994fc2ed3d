using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Persistence;

internal static class FaultLogging
{
    /// <summary>
    /// Has Entity Framework say nothing of what it throws as well: whoever catches it says it, once, and not several times with a stack
    /// trace for every request while the database is away.
    /// </summary>
    public static void LeaveFaultsToCallers(this DbContextOptionsBuilder builder) => builder.ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
}
