using System.Security.Cryptography;
using ExperimentAdmin.App.Shell.Starting;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.AspNetCore.DataProtection;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// The keys that cookies and one-time links are protected with. They are kept, or every restart would sign everybody out: in
/// the database on PostgreSQL, so that all processes have the same, and beside a SQLite file. <c>Server:KeyFolder</c>
/// names another folder for either.
/// </summary>
internal static class KeyRing
{
    private const string Setting = "Server:KeyFolder";

    /// <exception cref="StartFailureException">The folder cannot be written.</exception>
    public static void KeepKeys(this WebApplicationBuilder builder, DatabaseOptions database, ServerOptions server)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("ExperimentAdmin");
        if (Folder(builder.Environment, server, database) is { } folder)
        {
            protection.PersistKeysToFileSystem(Writable(
                folder,
                server.KeyFolder is null ? "keep the database elsewhere with ConnectionStrings:Default" : $"name another folder in {Setting}"));
        }
        else
        {
            protection.PersistKeysToDbContext<PostgresAppDbContext>();
        }
    }

    /// <summary>Makes the first keys now, while no other process that starts on the same database does. On SQLite there is no other.</summary>
    /// <exception cref="StartFailureException">Their files cannot be used.</exception>
    public static void MakeKeys(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DatabaseOptions>().Provider is DatabaseProvider.Sqlite)
        {
            return;
        }

        try
        {
            _ = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(KeyRing)).Protect([]);
        }
        catch (CryptographicException refused) when (app.Services.GetRequiredService<ServerOptions>().KeyFolder is { } folder)
        {
            throw new StartFailureException(
                $"The keys of cookies cannot be read and written in {folder} ({refused.GetBaseException().Message.TrimEnd('.')}): let this user do that, "
                + $"restore them, or name another folder in {Setting}.",
                refused);
        }
    }

    /// <summary>Where the files are; null when the database has them.</summary>
    public static string? Folder(IHostEnvironment environment, ServerOptions server, DatabaseOptions database) => server.KeyFolder is { } given
        ? Path.GetFullPath(given, ProgramFolder.Home(environment))
        : database.Provider switch
        {
            DatabaseProvider.Sqlite => Path.Join(
                Path.GetDirectoryName(database.File), DatabaseOptions.KeyFolder),
            DatabaseProvider.Postgres => null,
        };

    private static DirectoryInfo Writable(string folder, string wayOut)
    {
        try
        {
            var made = OwnerOnly.Folder(folder);
            OwnerOnly.Files(Directory.EnumerateFiles(folder, "key-*.xml"));
            var probe = OwnerOnly.Options(FileMode.CreateNew, FileAccess.Write, FileShare.None);
            probe.Options = FileOptions.DeleteOnClose;
            new FileStream(Path.Join(folder, $".{Guid.NewGuid():N}"), probe).Dispose();
            return OwnerOnly.IsOpen(made)
                ? throw new StartFailureException(
                    $"Everybody may write into the folder {folder} for the keys of cookies, and could sign in with keys of their own: "
                    + $"close it to others, or {wayOut}.")
                : made;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException(
                $"The folder {folder} for the keys of cookies cannot be written ({refused.Message.TrimEnd('.')}): "
                + $"let this user write there, or {wayOut}.",
                refused);
        }
    }
}
