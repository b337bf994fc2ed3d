using System.Net.Sockets;
using ExperimentAdmin.Core.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>What commands ask of a database that they use as it is, and how what is wrong with one is said.</summary>
public static class DatabaseVersion
{
    /// <summary>Where a database is, without a password.</summary>
    public static string Place(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => FileOf(options),
            DatabaseProvider.Postgres => new NpgsqlConnectionStringBuilder(options.ConnectionString) is var postgres
                ? $"{postgres.Database ?? postgres.Username} at {postgres.Host}:{postgres.Port}"
                : string.Empty,
        };
    }

    /// <summary>Refuses a SQLite file that is not there: opening it would make one.</summary>
    /// <exception cref="StartFailureException">There is none.</exception>
    public static void RequireFile(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider is DatabaseProvider.Sqlite && !File.Exists(FileOf(options)))
        {
            throw new StartFailureException(
                $"There is no database {FileOf(options)}: give the settings of the server, or name its file in ConnectionStrings:Default.");
        }
    }

    /// <summary>Refuses a database that is not as this version of the program has it.</summary>
    /// <exception cref="StartFailureException">It is another one's.</exception>
    public static async Task RequireOwnAsync(AppDbContext db, DatabaseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known, StringComparer.Ordinal).LastOrDefault() is { } unknown)
        {
            throw new StartFailureException($"The database {Place(options)} was already used by a newer version of ExperimentAdmin (it has the change {unknown}): use that version.");
        }

        if (applied.Count < known.Count)
        {
            throw new StartFailureException(applied.Count == 0
                ? $"The database {Place(options)} is empty: give the settings of the server, or start it once."
                : $"The database {Place(options)} is of an older version of ExperimentAdmin: start the server of this version on it once, which brings it up to date, or use the older one.");
        }
    }

    /// <summary>Does something with a database whose faults the operator can mend.</summary>
    /// <exception cref="StartFailureException">It cannot be used.</exception>
    public static async Task ExplainAsync(DatabaseOptions options, Func<Task> useAsync)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(useAsync);
        try
        {
            await useAsync();
        }
        catch (SqliteException problem) when (options.Provider is DatabaseProvider.Sqlite)
        {
            throw SqliteFile.Explain(problem, FileOf(options));
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or TimeoutException && options.Provider is DatabaseProvider.Postgres)
        {
            var reason = problem.GetBaseException() is PostgresException refused ? refused.MessageText : problem.GetBaseException().Message;
            throw new StartFailureException(
                $"The database {Place(options)} cannot be used ({reason.ReplaceLineEndings(" ").TrimEnd('.')}): start it, or correct its connection string.",
                problem);
        }
    }

    internal static string FileOf(DatabaseOptions options) => new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
}
