using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Makes the database ready before the first request, and keeps a SQLite file to this process. On PostgreSQL processes that start together
/// do it one after the other.
/// </summary>
public sealed class DatabaseStart(
    DatabaseOptions options, IDbContextFactory<AppDbContext> contexts, WriteGate gate, NewerVersionGuard newerVersion, ILogger<DatabaseStart> log) : IDisposable
{
    // A migration may go through every row of a large table; how long one command of everyday may take says nothing about that.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(6);

    private SqliteFile? _file;

    /// <summary>Makes it ready, with nothing in it beyond that.</summary>
    /// <exception cref="StartFailureException">The database cannot be used.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(() => Task.CompletedTask, cancellationToken);

    /// <summary>Makes it ready and fills it, while no other process that starts does.</summary>
    /// <param name="fillAsync">Puts in what a first start puts in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StartFailureException">The database cannot be used.</exception>
    public async Task RunAsync(Func<Task> fillAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fillAsync);
        try
        {
            switch (options.Provider)
            {
                case DatabaseProvider.Sqlite:
                    _file = SqliteFile.Take(options.ConnectionString);
                    await ReadyAsync(fillAsync, cancellationToken);
                    break;
                case DatabaseProvider.Postgres:
                    await using (var turn = await PostgresTurn.TakeAsync(options.ConnectionString, log, cancellationToken))
                    {
                        await CheckEncodingAsync(turn, cancellationToken);
                        await ReadyAsync(fillAsync, cancellationToken);
                    }

                    break;
                default:
                    throw new NotSupportedException($"No start on {options.Provider}.");
            }
        }
        catch (Exception problem) when (problem.GetBaseException() is SqliteException cause)
        {
            throw SqliteFile.Explain(cause, options.File);
        }
        catch (Exception problem) when (options.Provider is DatabaseProvider.Postgres && PostgresRefusal.CauseOf(problem) is { } cause)
        {
            throw PostgresRefusal.Explain(cause, options.ConnectionString);
        }
    }

    public void Dispose() => _file?.Dispose();

    private async Task ReadyAsync(Func<Task> fillAsync, CancellationToken cancellationToken)
    {
        await MigrateAsync(cancellationToken);
        gate.Guard?.Watch();
        await fillAsync();
    }

    private async Task CheckEncodingAsync(PostgresTurn turn, CancellationToken cancellationToken)
    {
        var encoding = await turn.EncodingAsync(cancellationToken);
        if (encoding != "UTF8")
        {
            throw PostgresRefusal.WrongEncoding(options.ConnectionString, encoding);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Database.CanConnectAsync(cancellationToken))
        {
            var history = await DatabaseHistory.ReadAsync(db, cancellationToken);
            history.RefuseOthers(options);
            if (history.State is DatabaseState.Empty && options.Provider is DatabaseProvider.Postgres)
            {
                await PostgresRefusal.RefuseStrangersAsync(db, cancellationToken);
            }
        }

        _file?.MakeReady();
        db.Database.SetCommandTimeout(s_patience);
        await db.Database.MigrateAsync(cancellationToken);
        newerVersion.Watch(db);
    }
}
