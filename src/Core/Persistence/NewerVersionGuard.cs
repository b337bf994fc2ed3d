using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Keeps this process from a database of PostgreSQL that a newer version of the program has brought up to date meanwhile: what this
/// one knows of its tables may not be so any more. Every transaction that writes begins by asking, and so do those who look from
/// time to time; once the answer is yes no connection is opened any more, as if the database were away. So it is with one from before
/// the first release that somebody put in its place. A SQLite file belongs to one process.
/// </summary>
/// <remarks>
/// The question reads the table that a migration locks before it touches anything else. So a migration waits for the writes that have
/// asked already, and those that ask while it is under way get their answer when it is over.
/// </remarks>
public sealed partial class NewerVersionGuard(DatabaseOptions options, ILogger<NewerVersionGuard> logger) : IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private string? _question;
    private string? _first;
    private DatabaseFault? _over;

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Check();
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check();
        return ValueTask.FromResult(result);
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (Question(connection, result) is { } question)
        {
            using (question)
            {
                Conclude(question.ExecuteScalar());
            }
        }

        return result;
    }

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (Question(connection, result) is { } question)
        {
            await using (question)
            {
                Conclude(await question.ExecuteScalarAsync(cancellationToken));
            }
        }

        return result;
    }

    /// <summary>From now on it is asked whether the database has a change that this program does not know.</summary>
    /// <param name="db">Knows the changes.</param>
    internal void Watch(AppDbContext db)
    {
        if (options.Provider is DatabaseProvider.Postgres)
        {
            _first = db.Database.GetMigrations().First();
            var known = string.Join(", ", db.Database.GetMigrations().Select(id => $"'{id}'"));
            _question = $"""SELECT "MigrationId" FROM "__EFMigrationsHistory" WHERE "MigrationId" NOT IN ({known}) LIMIT 1""";
        }
    }

    /// <summary>Asks now, outside of a transaction.</summary>
    /// <exception cref="DatabaseFaultException">A newer version has taken over, or the database is one from before the first release.</exception>
    internal async Task LookAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (_question is not null)
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var question = Question(db.Database.GetDbConnection(), transaction: null)!;
            Conclude(await question.ExecuteScalarAsync(cancellationToken));
        }
    }

    // A snapshot of more than one query writes nothing.
    private DbCommand? Question(DbConnection connection, DbTransaction? transaction)
    {
        if (_question is null || transaction?.IsolationLevel is IsolationLevel.RepeatableRead)
        {
            return null;
        }

        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = (int)options.CommandTimeout.TotalSeconds;
#pragma warning disable CA2100 // It is made of the names of migrations.
        command.CommandText = _question;
#pragma warning restore CA2100
        return command;
    }

    private void Conclude(object? unknown)
    {
        if (unknown is string migration)
        {
            var isFromBefore = DatabaseHistory.IsFromBefore(migration, _first!);
            if (Interlocked.CompareExchange(ref _over, isFromBefore ? DatabaseFault.Replaced : DatabaseFault.Superseded, null) is null)
            {
                Log(migration, isFromBefore);
            }
        }

        Check();
    }

    private void Check()
    {
        if (Volatile.Read(ref _over) is { } fault)
        {
            throw new DatabaseFaultException(fault);
        }
    }

    private void Log(string migration, bool isFromBefore)
    {
        if (isFromBefore)
        {
            LogReplaced(logger, migration);
        }
        else
        {
            LogOver(logger, migration);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A newer version of the program has taken over the database (it has the change {Migration}). This process reads and writes nothing there any more, and answers flags from memory: stop it.")]
    private static partial void LogOver(ILogger logger, string migration);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database was replaced by one of a version from before the first release (it has the change {Migration}). This process reads and writes nothing there any more, and answers flags from memory: put the first one back, and start it again.")]
    private static partial void LogReplaced(ILogger logger, string migration);
}
