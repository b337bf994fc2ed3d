using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>A SQLite database that this process alone may use, for as long as this object lives.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly FileStream _lock;

    private readonly string? _made;

    private readonly SqliteConnectionStringBuilder _patient;

    private SqliteFile(FileStream heldLock, string? made, SqliteConnectionStringBuilder patient) => (_lock, _made, _patient) = (heldLock, made, patient);

    /// <summary>Takes the lock beside the file, and looks whether it can be ours; a file that is there stays as it is until <see cref="MakeReady"/>.</summary>
    /// <exception cref="StartFailureException">The file cannot be used.</exception>
    public static SqliteFile Take(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        RefuseImpossible(file);
        var isNew = !File.Exists(file);
        const int SecondsToWait = 3;
        var taken = new SqliteFile(Lock(file), isNew ? Real(file) : null, new(connectionString) { DefaultTimeout = SecondsToWait, Pooling = false });
        taken.Try(RefuseStrangers);
        return taken;
    }

    /// <summary>Makes sure that the file can be written, and switches its WAL on.</summary>
    /// <exception cref="StartFailureException">It cannot be.</exception>
    public void MakeReady() => Try(connection =>
    {
        // With WAL a reader never waits for a writer. The mode stays with the file.
        Execute(connection, "PRAGMA journal_mode = WAL");

        // Finds out whether somebody else holds the write lock. And since the lock file makes us the only process, a
        // migration lock that is still there was left by one that died, and would be waited for without end.
        Execute(connection, """BEGIN IMMEDIATE; DROP TABLE IF EXISTS "__EFMigrationsLock"; COMMIT""");
    });

    public static StartFailureException Explain(SqliteException problem, string file) => new(
        problem.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT =>
                $"{file} is not a SQLite database or is damaged or encrypted: move it away, restore a backup or name another file.",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
                $"The database {file} is locked by another program: close that program and start again.",
            SQLitePCL.raw.SQLITE_FULL =>
                $"The database {file} cannot be written, because its disk has no room left: make some, or name another file.",
            SQLitePCL.raw.SQLITE_READONLY =>
                $"The database {file} can only be read ({problem.Message.TrimEnd('.')}): let this user write the file and its folder, and leave "
                + "Mode=ReadOnly out of ConnectionStrings:Default, or name another file.",
            SQLitePCL.raw.SQLITE_ERROR =>
                $"Tables are missing in the database {file}, or are of another program ({problem.Message.TrimEnd('.')}): restore a backup, or name another file in "
                + "ConnectionStrings:Default.",
            SQLitePCL.raw.SQLITE_CANTOPEN when !File.Exists(file) && Directory.Exists(Path.GetDirectoryName(file)) =>
                $"The database {file} does not exist ({problem.Message.TrimEnd('.')}): leave Mode out of ConnectionStrings:Default to have it made, let this user write "
                + "in its folder, or name another file.",
            SQLitePCL.raw.SQLITE_IOERR =>
                $"The database {file} cannot be written ({problem.Message.TrimEnd('.')}): its disk has no room left or fails, so make some, look at the disk, or name another file.",
            _ => $"The database {file} cannot be opened and written ({problem.Message.TrimEnd('.')}): "
                + "let this user read and write the file and its folder, or name another file.",
        },
        problem);

    /// <summary>Refuses a path that no file can be at, whoever asks.</summary>
    /// <exception cref="StartFailureException">It is one.</exception>
    public static void RefuseImpossible(string file)
    {
        if (Directory.Exists(file))
        {
            throw new StartFailureException(
                $"The database {file} cannot be opened and written, because it is a folder: name a file in it in ConnectionStrings:Default.");
        }

        var above = Path.GetDirectoryName(file);
        while (above is not null && !File.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        if (above is not null)
        {
            throw new StartFailureException(
                $"The database {file} cannot be opened and written, because {above} is a file and not a folder: "
                + "move that file away, or name another one in ConnectionStrings:Default.");
        }
    }

    /// <summary>Where the file is: one by two names is one file, and SQLite puts what belongs to it beside that.</summary>
    public static string Real(string file)
        => new FileInfo(file) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : file;

    public void Dispose() => _lock.Dispose();

    /// <summary>Lets go of it, and leaves nothing of a database that was not there before.</summary>
    public void GiveUp()
    {
        if (_made is not null)
        {
            SqliteConnection.ClearAllPools();
            Array.ForEach([string.Empty, "-wal", "-shm", "-journal", ".lock"], ending => Remove(_made + ending));
        }

        Dispose();
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // An empty file is in nobody's way.
        }
    }

    private static FileStream Lock(string given)
    {
        var file = given;
        try
        {
            file = Real(given);
            _ = OwnerOnly.Folder(Path.GetDirectoryName(file) ?? ".", DatabaseOptions.KeyFolder, DatabaseOptions.ArchiveFolder);
            var held = new FileStream(file + ".lock", OwnerOnly.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            OwnerOnly.Files(file, $"{file}.lock", $"{file}-wal", $"{file}-shm", $"{file}-journal");
            return held;
        }
        catch (IOException taken) when (IsHeldByAnotherProcess(taken))
        {
            throw new StartFailureException(
                $"Another process already runs on the database {file}: stop it, or name another file "
                + "in ConnectionStrings:Default.",
                taken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException(
                $"The lock file {file}.lock cannot be written ({refused.Message.TrimEnd('.')}): "
                + "let this user write in that folder, or name another file in ConnectionStrings:Default.",
                refused);
        }
    }

    // The system's own word for "somebody has it open": EWOULDBLOCK on Linux and macOS, a sharing violation on Windows.
    private static bool IsHeldByAnotherProcess(IOException problem)
        => problem.HResult is 11 or 35 or unchecked((int)0x80070020);

    private void Try(Action<SqliteConnection> use)
    {
        try
        {
            if (_patient.Mode is SqliteOpenMode.ReadWriteCreate)
            {
                OwnerOnly.Make(_patient.DataSource); // SQLite would let everybody read it. What it puts beside is as open as this one.
            }

            using var connection = new SqliteConnection(_patient.ConnectionString);
            connection.Open();
            use(connection);
        }
        catch (SqliteException problem)
        {
            GiveUp();
            throw Explain(problem, _patient.DataSource);
        }
        catch
        {
            GiveUp();
            throw;
        }
    }

    // Its tables would stand beside ours. Ours come with the record of their migrations, in one transaction.
    private static void RefuseStrangers(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_\_EFMigrations%' ESCAPE '\'
              AND NOT EXISTS (SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory')
            LIMIT 1
            """;
        if (command.ExecuteScalar() is string table)
        {
            throw new StartFailureException(
                $"The database {connection.DataSource} belongs to another program (it has the table {table}): name another file in ConnectionStrings:Default.");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // What calls it stands above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
