using System.Net.Sockets;
using ExperimentAdmin.Core.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Makes the database ready before the first request, and keeps a SQLite file to this process.</summary>
public sealed class DatabaseStart(DatabaseOptions options, IDbContextFactory<AppDbContext> contexts, WriteGate gate) : IDisposable
{
    // A migration may go through every row of a large table; how long one command of everyday may take says nothing about that.
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(6);

    private SqliteFile? _file;

    /// <exception cref="StartFailureException">The database cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Provider is DatabaseProvider.Sqlite)
        {
            _file = SqliteFile.Take(options.ConnectionString);
        }

        try
        {
            await MigrateAsync(cancellationToken);
            gate.Guard?.Watch();
        }
        catch (SqliteException problem)
        {
            throw SqliteFile.Explain(problem, new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or TimeoutException)
        {
            throw ExplainPostgres(problem);
        }
    }

    public void Dispose() => _file?.Dispose();

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Database.CanConnectAsync(cancellationToken))
        {
            var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken))
                .Except(db.Database.GetMigrations(), StringComparer.Ordinal).LastOrDefault();
            if (unknown is not null)
            {
                throw new StartFailureException(
                    $"The database was already used by a newer version of ExperimentAdmin (it has the change {unknown}): "
                    + "start that version, or restore a backup from before it.");
            }
        }

        db.Database.SetCommandTimeout(s_patience);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private StartFailureException ExplainPostgres(Exception problem)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var place = $"{connection.Host}:{connection.Port}";
        var reason = problem.GetBaseException() switch
        {
            PostgresException refused => refused.MessageText,
            var other => other.Message,
        };
        return new StartFailureException(
            $"PostgreSQL at {place} cannot be used ({reason.ReplaceLineEndings(" ").TrimEnd('.')}): "
            + "start it, or correct ConnectionStrings:Default.",
            problem);
    }
}
