using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Core.Retention;

/// <summary>Where old records go before they are removed: the section <c>Retention</c>.</summary>
/// <param name="ArchiveFolder">The folder; null when none is known, and then nothing can be removed.</param>
public sealed record RetentionOptions(string? ArchiveFolder)
{
    /// <summary>The setting that names the folder.</summary>
    public const string Setting = "Retention:ArchiveFolder";

    /// <summary>Reads the setting; a relative folder is meant relative to <paramref name="contentRoot"/>.</summary>
    /// <exception cref="StartFailureException">It is no folder, or one that cannot be written.</exception>
    public static RetentionOptions From(IConfiguration configuration, DatabaseOptions database, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Setting] is { Length: > 0 } given && !string.IsNullOrWhiteSpace(given)
            ? new(Writable(Path.GetFullPath(given.Trim(), contentRoot)))
            : Of(database);
    }

    /// <summary>What holds without the setting: beside a SQLite file, and nowhere for PostgreSQL, which may be on another machine.</summary>
    public static RetentionOptions Of(DatabaseOptions database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return new(database.Provider switch
        {
            DatabaseProvider.Sqlite => Path.Join(Path.GetDirectoryName(database.File), DatabaseOptions.ArchiveFolder),
            DatabaseProvider.Postgres => null,
        });
    }

    // One that is not there yet is made when it is needed first.
    private static string Writable(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new StartFailureException($"The folder {folder} for archives cannot be written, because {above} is a file: name another folder in {Setting}.");
            }
        }

        try
        {
            if (Directory.Exists(folder))
            {
                var probe = OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None);
                probe.Options = FileOptions.DeleteOnClose;
                new FileStream(Path.Join(folder, $".{Guid.NewGuid():N}"), probe).Dispose();
            }

            return folder;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException(
                $"The folder {folder} for archives cannot be written ({refused.Message.TrimEnd('.')}): let this user write there, or name another folder in {Setting}.",
                refused);
        }
    }
}
