using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Copying;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ExperimentAdmin.App.Shell.Commands;

/// <summary>Copies the server's database into an empty one, to move from SQLite to PostgreSQL or back.</summary>
/// <param name="connection">The connection string of the empty one.</param>
/// <param name="settings">The arguments that the server has.</param>
internal sealed class CopyCommand(string connection, string[] settings) : ICommand
{
    public async Task RunAsync()
    {
        var builder = StartArguments.Read(settings);
        var source = ProgramFolder.Database(builder);
        var server = ServerOptions.From(builder.Configuration);
        var target = Target();
        var rows = await new DatabaseCopy(source, KeyRing.Folder(builder.Environment, server, source), target, KeyRing.Folder(builder.Environment, server, target)).RunAsync();
        Console.WriteLine($"Copied from {DatabaseVersion.Place(source)} to {DatabaseVersion.Place(target)}, and read back every row:");
        var width = rows.Max(row => row.Key.Length);
        foreach (var (table, count) in rows)
        {
            Console.WriteLine(FormattableString.Invariant($"  {table.PadRight(width)} {count,12}"));
        }

        Console.WriteLine(
            $"Set Database:Provider to {target.Provider} and ConnectionStrings:Default to the connection string of the copy, and start the server. "
            + "The old database is as it was; what is changed there from now on is not in the copy.");
    }

    private DatabaseOptions Target()
    {
        if (Parse(() => new SqliteConnectionStringBuilder(connection)) is { DataSource.Length: > 0 } sqlite)
        {
            sqlite.DataSource = Path.GetFullPath(sqlite.DataSource);
            return new DatabaseOptions(DatabaseProvider.Sqlite, sqlite.ConnectionString);
        }

        return Parse(() => new NpgsqlConnectionStringBuilder(connection)) is { Host.Length: > 0 } postgres
            ? new DatabaseOptions(DatabaseProvider.Postgres, postgres.ConnectionString)
            : throw new StartFailureException(
                "What --copy-to has is not the connection string of a database: write 'Host=...;Database=...;Username=...;Password=...' "
                + "for PostgreSQL, or 'Data Source=FILE' for SQLite.");
    }

    private static T? Parse<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
