using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Why the database did not do what it was asked, where neither the request nor a defect is to blame: it is away, locked, full, read
/// only, damaged or gone. The one place that tells such an exception from all others, for both databases.
/// </summary>
/// <param name="Code">Stable and machine readable, in snake case.</param>
/// <param name="Sentence">What happened and what to do; it names nothing that not everybody may read.</param>
public sealed record DatabaseFault(string Code, string Sentence)
{
    /// <summary>When whoever was turned away may come again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    internal static readonly DatabaseFault Gone = new(
        "database_gone", "The database is gone. Whoever runs the server has to put it back, or start the server again with another one.");

    internal static readonly DatabaseFault Replaced = new(
        "database_replaced", "The database was replaced while the server runs. Whoever runs the server has to put the first one back, or start the server again.");

    internal static readonly DatabaseFault Superseded = new(
        "database_superseded",
        "A newer version of the server has taken over this database, so this one reads and changes nothing in it any more. "
        + "Try again in a moment; whoever runs the servers has to stop the old one.");

    internal static readonly DatabaseFault Busy = new(
        "database_busy", "Other changes have been waiting to be written for too long. Try again in a moment.");

    /// <summary>The connection broke during a commit.</summary>
    internal static readonly DatabaseFault InDoubt = new(
        "commit_in_doubt",
        "The database went away while the change was being saved, so nobody knows whether it was. Look whether it is there before you make it again.");

    private static readonly DatabaseFault s_away = new("database_unavailable", "The database cannot be reached. Try again in a moment.");

    private static readonly DatabaseFault s_slow = new(
        "database_unavailable", "The database did not answer in time: it is away, busy, or locked by another program. Try again in a moment.");

    private static readonly DatabaseFault s_locked = new("database_locked", "The database is locked by another program. Try again in a moment.");

    private static readonly DatabaseFault s_crowded = new("database_busy", "The database takes no more connections. Try again in a moment.");

    private static readonly DatabaseFault s_full = new(
        "database_full", "The database has no room left. Whoever runs the server has to make some; then try again.");

    private static readonly DatabaseFault s_readOnly = new(
        "database_read_only", "The database can only be read. Whoever runs the server has to let it be written; then try again.");

    private static readonly DatabaseFault s_damaged = new(
        "database_damaged", "The database is damaged. Whoever runs the server has to restore a backup.");

    private static readonly DatabaseFault s_stripped = new(
        "database_damaged", "Tables are missing in the database. Whoever runs the server has to restore a backup, or wait until one is restored.");

    /// <summary>What an exception says of the database; null when it is about anything else, a defect among it.</summary>
    public static DatabaseFault? Of(Exception exception) => exception switch
    {
        DatabaseFaultException known => known.Fault,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_ERROR } sqlite => sqlite.Message.Contains("no such table", StringComparison.Ordinal) ? s_stripped : null,
        SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlOperationInProgressException => null,
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => s_slow,
        NpgsqlException or SocketException => s_away,

        // What Entity Framework and tasks put around it.
        DbUpdateException or InvalidOperationException or AggregateException => exception.InnerException is { } inner ? Of(inner) : null,
        _ => null,
    };

    /// <summary>Whether it failed because a newer version has taken over, which the log said once and for all: what follows from it is no news.</summary>
    public static bool IsSuperseded(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DatabaseFaultException known && known.Fault == Superseded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nobody knows what became of a commit that failed in this way: only what the database itself refused is certain.</summary>
    internal static bool LeavesInDoubt(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_IOERR,
        PostgresException postgres => BreaksConnection(postgres.SqlState),
        _ => true,
    };

    /// <summary>The value of what nothing but the database can refuse.</summary>
    /// <exception cref="DatabaseFaultException">It did.</exception>
    internal static T Demand<T>(Result<T> result) => result.Error is Error.Unavailable away
        ? throw new DatabaseFaultException(new DatabaseFault(away.Code, away.Message))
        : result.Value;

    /// <summary>Asks the database on the way to what is refused in words: its own faults are refusals too then.</summary>
    /// <param name="askAsync">Reads, and writes nothing.</param>
    internal static async Task<Result<T>> RefuseAsync<T>(Func<Task<Result<T>>> askAsync)
    {
        try
        {
            return await askAsync();
        }
        catch (Exception exception) when (Of(exception) is { } fault)
        {
            return fault.ToError();
        }
    }

    /// <summary>As a refusal.</summary>
    /// <param name="effect">What it means for what was asked for, as a sentence; null to say nothing of that.</param>
    public Error.Unavailable ToError(string? effect = null) => new(Code, effect is null ? Sentence : $"{Sentence} {effect}", RetryAfter);

    private static DatabaseFault? OfSqlite(int code, int extended) => code switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_PROTOCOL => s_locked,
        SQLitePCL.raw.SQLITE_FULL => s_full,
        SQLitePCL.raw.SQLITE_READONLY => extended is SQLitePCL.raw.SQLITE_READONLY_DBMOVED ? Gone : s_readOnly,
        SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN => s_away,
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => s_damaged,
        _ => null,
    };

    private static DatabaseFault? OfPostgres(string state) => state switch
    {
        PostgresErrorCodes.DatabaseDropped or PostgresErrorCodes.InvalidCatalogName => Gone,
        PostgresErrorCodes.TooManyConnections => s_crowded,
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.ConfigurationLimitExceeded => s_full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => s_readOnly,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => s_stripped,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => s_damaged,
        PostgresErrorCodes.LockNotAvailable => s_locked,
        PostgresErrorCodes.ObjectNotInPrerequisiteState => s_away, // A database that lets nobody in.
        PostgresErrorCodes.QueryCanceled => s_slow, // By a limit of the server: what we cancel is no failure.
        _ when BreaksConnection(state) => s_away,

        // Nobody is let in; resources; the system under the server.
        _ when state.StartsWith("28", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("58", StringComparison.Ordinal) => s_away,
        _ => null,
    };

    // The connection itself, and a server that shuts down, crashed or starts.
    private static bool BreaksConnection(string state)
        => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);
}
