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
    DatabaseOptions options, IDbContextFactory<AppDbContext> contexts, WriteGate gate, Succession succession, ILogger<DatabaseStart> log) : IDisposable
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
            throw SqliteFile.Explain(cause, new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
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
            List<string> applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)];
            Check(applied, [.. db.Database.GetMigrations()]);
            if (applied.Count == 0 && options.Provider is DatabaseProvider.Postgres)
            {
                await PostgresRefusal.RefuseStrangersAsync(db, cancellationToken);
            }
        }

        db.Database.SetCommandTimeout(s_patience);
        await db.Database.MigrateAsync(cancellationToken);
        succession.Watch(db);
    }

    private static void Check(List<string> applied, List<string> known)
    {
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        throw applied.Count == unknown.Count
            ? new StartFailureException(
                $"The database belongs to another program (it has the change {unknown[^1]}, and none of ours): name one of its own in ConnectionStrings:Default.")
            : new StartFailureException(
                $"The database was already used by a newer version of ExperimentAdmin (it has {Named(unknown)}): "
                + "start that version, or restore a backup from before it.");
    }

    private static string Named(List<string> changes) => changes.Count == 1
        ? $"the change {changes[0]}"
        : $"the changes {string.Join(", ", changes)}";
}
