using ExperimentAdmin.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Core.Retention;

/// <summary>Where old records go before they are removed: the section <c>Retention</c>.</summary>
/// <param name="ArchiveFolder">The folder; null when none is known, and then nothing can be removed.</param>
public sealed record RetentionOptions(string? ArchiveFolder)
{
    /// <summary>The setting that names the folder.</summary>
    public const string Setting = "Retention:ArchiveFolder";

    /// <summary>The folder beside a SQLite file.</summary>
    internal const string Beside = "archive";

    /// <summary>Reads the setting; a relative folder is meant relative to <paramref name="contentRoot"/>.</summary>
    public static RetentionOptions From(IConfiguration configuration, DatabaseOptions database, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Setting] is { Length: > 0 } given && !string.IsNullOrWhiteSpace(given)
            ? new(Path.GetFullPath(given.Trim(), contentRoot))
            : Of(database);
    }

    /// <summary>What holds without the setting: beside a SQLite file, and nowhere for PostgreSQL, which may be on another machine.</summary>
    public static RetentionOptions Of(DatabaseOptions database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return new(database.Provider switch
        {
            DatabaseProvider.Sqlite => Path.Join(Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource), Beside),
            DatabaseProvider.Postgres => null,
        });
    }
}
