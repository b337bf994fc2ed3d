using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

/// <summary>
/// Knows the file that this process began to use, and refuses another one, or none, at its path: what is written to a file without a
/// name is lost, and connections that are kept open and new ones would each have another database.
/// </summary>
/// <remarks>It costs one look at the file's entry in its folder, as SQLite itself does it.</remarks>
internal sealed class SqliteGuard(string connectionString) : IDisposable
{
    // SQLITE_FCNTL_HAS_MOVED, which the bindings do not name.
    private const int HasMoved = 20;

    private readonly Lock _lock = new();
    private SqliteConnection? _opened;

    /// <summary>Remembers the file that is there now, unless one is remembered.</summary>
    public void Watch()
    {
        lock (_lock)
        {
            if (_opened is null)
            {
                // It reads nothing, so it holds no lock that anybody could wait for. Of what is not there no file is made.
                var connection = new SqliteConnection(
                    new SqliteConnectionStringBuilder(connectionString) { Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
                connection.Open();
                _opened = connection;
            }
        }
    }

    /// <summary>Why the file must not be used any more; null while it is the one, and before one is remembered.</summary>
    public DatabaseFault? Find()
    {
        lock (_lock)
        {
            return _opened is null || !Moved(_opened) ? null
                : File.Exists(_opened.DataSource) ? DatabaseFault.Replaced
                : DatabaseFault.Gone;
        }
    }

    /// <exception cref="DatabaseFaultException">The file must not be used any more.</exception>
    public void Check()
    {
        if (Find() is { } fault)
        {
            throw new DatabaseFaultException(fault);
        }
    }

    public void Dispose() => _opened?.Dispose();

    private static bool Moved(SqliteConnection connection)
    {
        var moved = 0;
        return FileControl(connection.Handle!.DangerousGetHandle(), IntPtr.Zero, HasMoved, ref moved) == SQLitePCL.raw.SQLITE_OK && moved != 0;
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(IntPtr database, IntPtr name, int operation, ref int argument);
}
