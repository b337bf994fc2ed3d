using Microsoft.Extensions.Logging;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence.Postgres;

/// <summary>
/// The turn of one process to bring a database of PostgreSQL up to date and to fill it: whoever starts meanwhile waits. It belongs to a
/// connection of its own, so that it ends with the process, however that ends, and is no part of any transaction of a migration.
/// </summary>
internal sealed partial class PostgresTurn : IAsyncDisposable
{
    /// <summary>The number of the lock: of no meaning, but the same in every version.</summary>
    internal const string Key = "5005874489559446132";

    // Between two tries the connection is idle: a statement that waits would hold up an index that is built meanwhile, and end by its time.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_untilSaidAgain = TimeSpan.FromMinutes(1);

    private readonly NpgsqlConnection _connection;

    private PostgresTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the turn, for as long as others take; after a second the log says so, and whom it waits for.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="log">Where it is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NpgsqlException">The database cannot be used.</exception>
    public static async Task<PostgresTurn> TakeAsync(string connectionString, ILogger log, CancellationToken cancellationToken)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Multiplexing = false, Enlist = false };
        var connection = new NpgsqlConnection(alone.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await WaitAsync(connection, log, cancellationToken);
            return new PostgresTurn(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the database encodes its text, as PostgreSQL names it.</summary>
    public async Task<string> EncodingAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SHOW server_encoding", _connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // Without a pool, the end of the connection is the end of its session and what that holds.
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task WaitAsync(NpgsqlConnection connection, ILogger log, CancellationToken cancellationToken)
    {
        // A server that ends idle sessions would end this one while the migrations run elsewhere.
        await using (var patient = new NpgsqlCommand(
            "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'", connection))
        {
            await patient.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection);
        var (since, next) = (TimeProvider.System.GetTimestamp(), s_silence);
        while (await take.ExecuteScalarAsync(cancellationToken) is not true)
        {
            if (TimeProvider.System.GetElapsedTime(since) >= next)
            {
                SayWaits(log, await HolderAsync(connection, cancellationToken));
                next += s_untilSaidAgain;
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static async Task<string> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT format('session %s of PostgreSQL%s', held.pid, ' from ' || host(session.client_addr))
            FROM pg_locks held LEFT JOIN pg_stat_activity session USING (pid)
            WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
              AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (held.classid::bigint << 32 | held.objid::bigint) = {Key}
            """,
            connection);
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? "it ends right now";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another process starts on the same database and may be changing its tables ({Holder}): this start waits until that is done, and says so once a minute.")]
    private static partial void SayWaits(ILogger log, string holder);
}
