using System.Globalization;
using ExperimentAdmin.Core.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ExperimentAdmin.Core.Persistence;

/// <summary>Where the data lives: the section <c>Database</c> and the connection string <c>Default</c>, checked.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
    public const string Section = "Database";

    /// <summary>The folder beside a SQLite file that holds the keys of cookies.</summary>
    public const string KeyFolder = "keys";

    /// <summary>
    /// How long a command of SQLite waits at most for a lock that another program holds: our own writers wait for each other at the
    /// <see cref="WriteGate"/>.
    /// </summary>
    internal static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    private const string ConnectionName = "Default";

    private static readonly TimeSpan s_longestCommand = TimeSpan.FromMinutes(10);

    /// <summary>How long one command may run: longer than any page should wait.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the settings; a relative database file is meant relative to <paramref name="contentRoot"/>.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static DatabaseOptions From(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(Section);
        var provider = ReadProvider(section[nameof(Provider)]);
        var given = configuration.GetConnectionString(ConnectionName);
        var connectionString = provider switch
        {
            DatabaseProvider.Sqlite => SqliteConnectionString(given, contentRoot),
            DatabaseProvider.Postgres => PostgresConnectionString(given),
        };
        var options = new DatabaseOptions(provider, connectionString);
        return section[nameof(CommandTimeout)] is { Length: > 0 } timeout
            ? options with { CommandTimeout = ReadTimeout(timeout) }
            : options;
    }

    private static DatabaseProvider ReadProvider(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return DatabaseProvider.Sqlite;
        }

        var names = Enum.GetNames<DatabaseProvider>();
        var name = Array.Find(names, name => string.Equals(name, value.Trim(), StringComparison.OrdinalIgnoreCase));
        return name is null
            ? throw new StartFailureException(
                $"'{value}' is not a database provider: set {Section}:Provider to {string.Join(" or ", names)}.")
            : Enum.Parse<DatabaseProvider>(name);
    }

    private static TimeSpan ReadTimeout(string value)
        => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var timeout)
            && timeout >= TimeSpan.FromSeconds(1) && timeout <= s_longestCommand
            ? timeout
            : throw new StartFailureException(
                $"'{value}' cannot be the database's command timeout: set {Section}:{nameof(CommandTimeout)} "
                + "to a time from 00:00:01 to 00:10:00.");

    private static string SqliteConnectionString(string? given, string contentRoot)
    {
        var connection = Parse(
            DatabaseProvider.Sqlite,
            () => new SqliteConnectionStringBuilder(given ?? "Data Source=data/experiment-admin.db"));
        if (connection.Mode is SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:")
        {
            throw new StartFailureException(
                $"The database has to be kept in a file: set ConnectionStrings:{ConnectionName} to 'Data Source=FILE'.");
        }

        connection.DataSource = WithoutLinks(Path.GetFullPath(connection.DataSource, contentRoot));
        return connection.ConnectionString;
    }

    // A link that is turned to another folder while the process runs would have new connections open another database.
    private static string WithoutLinks(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder)
        {
            return path;
        }

        var real = Path.Join(WithoutLinks(folder), Path.GetFileName(path));
        try
        {
            return File.ResolveLinkTarget(real, returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : real;
        }
        catch (IOException)
        {
            return real; // There is no such file yet, or links lead in circles; whoever opens it says so.
        }
    }

    private static string PostgresConnectionString(string? given)
        => string.IsNullOrWhiteSpace(given)
            ? throw new StartFailureException(
                $"PostgreSQL needs a connection string: set ConnectionStrings:{ConnectionName} "
                + "to 'Host=...;Database=...;Username=...;Password=...'.")
            : Parse(DatabaseProvider.Postgres, () => new NpgsqlConnectionStringBuilder(given)).ConnectionString;

    private static T Parse<T>(DatabaseProvider provider, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            throw new StartFailureException(
                $"ConnectionStrings:{ConnectionName} is not a connection string for {provider}: correct it, "
                + $"or choose another database with {Section}:Provider.",
                unreadable);
        }
    }
}
