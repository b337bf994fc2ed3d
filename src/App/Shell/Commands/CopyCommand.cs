using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Copying;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Reads;
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
        var target = Target(ProgramFolder.Home(builder.Environment));
        var copy = new DatabaseCopy(source, KeyRing.Folder(builder.Environment, server, source), target, KeyRing.Folder(builder.Environment, server, target));
        var removesWhatIsOld = false;
        var rows = await copy.RunAsync(async (db, cancellation) => removesWhatIsOld = await RetentionReads.IsOnAsync(db, cancellation));
        Console.WriteLine($"Copied from {source.Location} to {target.Location}, and read back every row:");
        var width = rows.Max(row => row.Key.Length);
        foreach (var (table, count) in rows)
        {
            Console.WriteLine(FormattableString.Invariant($"  {table.PadRight(width)} {count,12}"));
        }

        Console.WriteLine(
            $"Set Database:Provider to {target.Provider} and ConnectionStrings:Default to {ConnectionOf(target)}, and start the server. "
            + "The old database is as it was; what is changed there from now on is not in the copy."
            + (removesWhatIsOld ? Archive(RetentionOptions.From(builder.Configuration, target, ProgramFolder.Home(builder.Environment))) : string.Empty));
    }

    // One of SQLite holds no secret.
    private static string ConnectionOf(DatabaseOptions target)
        => target.Provider is DatabaseProvider.Sqlite ? $"'{target.ConnectionString}'" : "the connection string of the copy";

    private static string Archive(RetentionOptions archive)
        => (archive.ArchiveFolder is { } folder
            ? $" What is old goes on to be archived, to {folder} with the settings as they are now ({RetentionOptions.Setting})."
            : $" What is old is archived before it is removed: set {RetentionOptions.Setting} to a folder for that as well, which has none of its own with PostgreSQL.")
            + " Files of the archive that are there already stay where they are.";

    /// <summary>The database as a server would read it from its settings.</summary>
    /// <param name="home">The folder that a relative file is meant relative to.</param>
    internal DatabaseOptions Target(string home)
    {
        DatabaseProvider? provider = Parse(() => new SqliteConnectionStringBuilder(connection)) is { DataSource.Length: > 0 } ? DatabaseProvider.Sqlite
            : Parse(() => new NpgsqlConnectionStringBuilder(connection)) is { Host.Length: > 0 } ? DatabaseProvider.Postgres
            : null;
        return provider is { } known
            ? DatabaseOptions.Of(known, connection, home, "--copy-to")
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
