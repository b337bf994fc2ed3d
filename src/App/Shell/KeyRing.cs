using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace ExperimentAdmin.App.Shell;

/// <summary>
/// The keys that cookies and one-time links are signed with. They are kept, or every restart would sign everybody out:
/// beside a SQLite file, below the content root otherwise, or where <c>Server:KeyFolder</c> says.
/// </summary>
internal static class KeyRing
{
    private const string Setting = "Server:KeyFolder";

    /// <exception cref="StartFailureException">The folder cannot be written.</exception>
    public static void KeepKeys(this WebApplicationBuilder builder, DatabaseOptions database)
    {
        var folder = Path.GetFullPath(builder.Configuration[Setting] is { Length: > 0 } given ? given : Default(database), builder.Environment.ContentRootPath);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Join(folder, ".writable");
            File.WriteAllText(probe, string.Empty);
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException(
                $"The folder {folder} for the keys of cookies cannot be written ({refused.Message.TrimEnd('.')}): "
                + $"let this user write there, or name another folder in {Setting}.",
                refused);
        }

        builder.Services.AddDataProtection().SetApplicationName("ExperimentAdmin").PersistKeysToFileSystem(new DirectoryInfo(folder));
    }

    private static string Default(DatabaseOptions database) => database.Provider switch
    {
        DatabaseProvider.Sqlite => Path.Join(
            Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource), "keys"),
        DatabaseProvider.Postgres => Path.Join("data", "keys"),
    };
}
