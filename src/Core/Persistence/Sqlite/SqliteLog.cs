using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>
/// Keeps the write-ahead log beside a SQLite file small. SQLite begins it anew only when nobody reads from it, and while several read in
/// turns there is no such moment by itself. This makes one: whoever reads already is waited for, and who comes meanwhile reads
/// from the database alone, so that nobody who reads waits.
/// </summary>
internal sealed class SqliteLog(string connectionString, TimeProvider clock)
{
    /// <summary>The size in bytes from which on the log is cut.</summary>
    public const long Limit = 16 << 20;

    // Somebody who reads for long, such as a backup, cannot be waited for: it is tried again when there is so much more, or later.
    private const long Step = 4 << 20;

    private const int MillisecondsToWait = 200;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(5);

    private string? _file;
    private (long Bytes, long At)? _failed;

    /// <summary>Cuts the log to nothing if it is large and nobody reads from it for long. By whose turn it is to write; it never throws.</summary>
    public void Trim()
    {
        _file ??= $"{SqliteFile.Real(new SqliteConnectionStringBuilder(connectionString).DataSource)}-wal";
        var bytes = new FileInfo(_file) is { Exists: true } log ? log.Length : 0;
        if (bytes > Limit && (_failed is not { } failed || bytes >= failed.Bytes + Step || clock.GetElapsedTime(failed.At) >= s_rest))
        {
            _failed = IsCut() ? null : (bytes, clock.GetTimestamp());
        }
    }

    private bool IsCut()
    {
        try
        {
            // A connection of its own, whose patience no other one keeps.
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 1 }.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = {MillisecondsToWait}";
            command.ExecuteNonQuery();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return command.ExecuteScalar() is 0L;
        }
        catch (SqliteException)
        {
            return false; // What was written is written. If the file cannot be, the next write says so.
        }
    }
}
