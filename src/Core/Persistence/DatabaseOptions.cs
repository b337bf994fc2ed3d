using System.Data.Common;
using System.Globalization;
using ExperimentAdmin.Core.Persistence.Sqlite;
using ExperimentAdmin.Core.Persistence.Writing;
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

    /// <summary>The folder beside a SQLite file that holds what was archived.</summary>
    internal const string ArchiveFolder = "archive";

    /// <summary>
    /// How long a command of SQLite waits at most for a lock that another program holds: our own writers wait for each other at the
    /// <see cref="WriteGate"/>.
    /// </summary>
    internal static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);

    /// <summary>The name of the file when none is given.</summary>
    public const string FileName = "experiment-admin.db";

    private const string ConnectionName = "Default";

    private static readonly TimeSpan s_longestCommand = TimeSpan.FromMinutes(10);

    /// <summary>How long one command may run: longer than any page should wait.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The path of the file of SQLite.</summary>
    /// <exception cref="InvalidOperationException">The data is in PostgreSQL.</exception>
    public string File => Provider is DatabaseProvider.Sqlite
        ? new SqliteConnectionStringBuilder(ConnectionString).DataSource
        : throw new InvalidOperationException("PostgreSQL keeps no file of ours.");

    /// <summary>Where the database is, in words, without what opens it.</summary>
    public string Location => Provider switch
    {
        DatabaseProvider.Sqlite => File,
        DatabaseProvider.Postgres => OfPostgres(new NpgsqlConnectionStringBuilder(ConnectionString)),
    };

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <param name="home">The folder that a relative database file is meant relative to.</param>
    /// <param name="dataFolder">The folder of the file when none is named; null for <c>data</c> below <paramref name="home"/>.</param>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static DatabaseOptions From(IConfiguration configuration, string home, Func<string>? dataFolder = null)
    {
        var section = configuration.GetSection(Section);
        var provider = ReadProvider(section[nameof(Provider)]);
        var given = configuration.GetConnectionString(ConnectionName);
        var connectionString = provider switch
        {
            DatabaseProvider.Sqlite => SqliteConnectionString(given, home, dataFolder),
            DatabaseProvider.Postgres => PostgresConnectionString(given),
        };
        var options = new DatabaseOptions(provider, connectionString);
        return section[nameof(CommandTimeout)] is { Length: > 0 } timeout
            ? options with { CommandTimeout = ReadTimeout(timeout) }
            : options;
    }

    /// <summary>A database that something else than the settings names.</summary>
    /// <param name="provider">Which database it is.</param>
    /// <param name="connectionString">How it is reached.</param>
    /// <param name="home">The folder that a relative database file is meant relative to.</param>
    /// <param name="setting">What names it.</param>
    /// <exception cref="StartFailureException">It cannot be used.</exception>
    public static DatabaseOptions Of(DatabaseProvider provider, string connectionString, string home, string setting)
    {
        try
        {
            return new(provider, provider switch
            {
                DatabaseProvider.Sqlite => SqliteConnectionString(connectionString, home, dataFolder: null),
                DatabaseProvider.Postgres => PostgresConnectionString(connectionString),
            });
        }
        catch (StartFailureException refusal)
        {
            throw DatabaseVersion.Naming(setting, refusal);
        }
    }

    private static string OfPostgres(NpgsqlConnectionStringBuilder connection)
        => string.Create(CultureInfo.InvariantCulture, $"{connection.Database ?? connection.Username} at {connection.Host}:{connection.Port}");

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

    private static string SqliteConnectionString(string? given, string home, Func<string>? dataFolder)
    {
        var connection = Parse(
            DatabaseProvider.Sqlite,
            string.IsNullOrWhiteSpace(given) ? $"Data Source={Path.Join(dataFolder?.Invoke() ?? Path.Join(home, "data"), FileName)}" : given,
            text => new SqliteConnectionStringBuilder(text));
        if (connection.Mode is SqliteOpenMode.Memory || connection.DataSource is "" or ":memory:")
        {
            throw new StartFailureException(
                $"The database has to be kept in a file: set ConnectionStrings:{ConnectionName} to 'Data Source=FILE'.");
        }

        if (connection.Password.Length > 0)
        {
            throw new StartFailureException(
                $"ConnectionStrings:{ConnectionName} has a Password, but SQLite encrypts nothing here: leave it out, and keep the file on a disk that is encrypted.");
        }

        if (connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || connection.DataSource.StartsWith("|DataDirectory|", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartFailureException(
                $"ConnectionStrings:{ConnectionName} has the Data Source '{connection.DataSource}', which is not the path of a file: write a path, such as "
                + $"/var/lib/experiment-admin/{FileName}.");
        }

        connection.DataSource = WithoutLinks(Path.GetFullPath(connection.DataSource, home));
        SqliteFile.RefuseImpossible(connection.DataSource); // Before keys are made beside it.
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
            return System.IO.File.ResolveLinkTarget(real, returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : real;
        }
        catch (IOException)
        {
            return real; // There is no such file yet, or links lead in circles; whoever opens it says so.
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new StartFailureException(
                $"The database below {real} cannot be opened and written, because this user may not enter {folder}: let it, or name another file in "
                + $"ConnectionStrings:{ConnectionName}.",
                closed);
        }
    }

    private static string PostgresConnectionString(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            throw new StartFailureException(
                $"PostgreSQL needs a connection string: set ConnectionStrings:{ConnectionName} "
                + "to 'Host=...;Database=...;Username=...;Password=...'.");
        }

        var connection = Parse(DatabaseProvider.Postgres, given, text => new NpgsqlConnectionStringBuilder(text));
        if (string.IsNullOrWhiteSpace(connection.Host))
        {
            throw new StartFailureException($"ConnectionStrings:{ConnectionName} names no server: set Host in it.");
        }

        try
        {
            // It opens nothing, and finds what does not go together. Which of several servers is meant it leaves to connections.
            var alone = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
            _ = alone.Remove("Target Session Attributes");
            NpgsqlDataSource.Create(alone).Dispose();
        }
        catch (Exception contradictory) when (contradictory is ArgumentException or InvalidOperationException or NotSupportedException or FormatException)
        {
            throw new StartFailureException(
                $"ConnectionStrings:{ConnectionName} cannot be used for {DatabaseProvider.Postgres} ({contradictory.Message.ReplaceLineEndings(" ").TrimEnd('.')}): correct it.",
                contradictory);
        }

        return connection.ConnectionString;
    }

    private static T Parse<T>(DatabaseProvider provider, string given, Func<string, T> parse)
        where T : DbConnectionStringBuilder
    {
        try
        {
            return parse(given);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or NotSupportedException or OverflowException or InvalidCastException)
        {
            throw new StartFailureException(
                $"ConnectionStrings:{ConnectionName} is not a connection string for {provider}{FirstWrong(given, parse)}: correct it, "
                + $"or choose another database with {Section}:{nameof(Provider)}.",
                unreadable);
        }
    }

    // Keywords alone: what is set to them may be secret.
    private static string FirstWrong<T>(string given, Func<string, T> parse)
        where T : DbConnectionStringBuilder
    {
        try
        {
            var plain = new DbConnectionStringBuilder { ConnectionString = given };
            foreach (var keyword in plain.Keys.Cast<string>())
            {
                if (!Takes(keyword, plain[keyword]))
                {
                    return parse(string.Empty).ContainsKey(keyword) ? $" (what {keyword} is set to is not possible)" : $" (it has no keyword {keyword})";
                }
            }
        }
        catch (ArgumentException)
        {
            return " (it is not written as Keyword=value;Keyword=value)";
        }

        return string.Empty;

        bool Takes(string keyword, object value)
        {
            try
            {
                _ = parse(new DbConnectionStringBuilder { [keyword] = value }.ConnectionString);
                return true;
            }
            catch (Exception refused) when (refused is ArgumentException or FormatException or NotSupportedException or OverflowException or InvalidCastException)
            {
                return false;
            }
        }
    }
}
