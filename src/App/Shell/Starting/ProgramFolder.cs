using System.Text.Json;
using ExperimentAdmin.App.Shell.Logs;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.FileProviders;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>
/// Where the program lies, and what follows from that whatever folder it is started in: a build leaves the files of its pages and its data in
/// the working copy, while a published program has its files beside it and keeps its data elsewhere, since it is replaced.
/// </summary>
internal static partial class ProgramFolder
{
    private const string Setting = "ConnectionStrings:Default";
    private const string Product = "experiment-admin";
    private const string DataFolder = "data";

    /// <summary>The name of the program's assembly, by which the build names what belongs to it.</summary>
    public static string Name { get; } = typeof(Application).Assembly.GetName().Name!;

    private static string Program => Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    /// <summary>The folder that relative files of data and keys are meant relative to: the content root, or the project of a build.</summary>
    public static string Home(IHostEnvironment environment)
        => IsProgram(environment.ContentRootPath) && Project() is { } project ? project : Path.TrimEndingDirectorySeparator(environment.ContentRootPath);

    /// <summary>The database that configuration names, or the file of the folder below.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used, or there is no folder.</exception>
    public static DatabaseOptions Database(WebApplicationBuilder builder)
        => DatabaseOptions.From(builder.Configuration, Home(builder.Environment), () => Data(builder.Environment));

    /// <summary>The folder of the database when no configuration names one.</summary>
    /// <exception cref="StartFailureException">There is none.</exception>
    public static string Data(IHostEnvironment environment)
    {
        var inside = Path.Join(Home(environment), DataFolder);
        return !IsProgram(environment.ContentRootPath) || Project() is not null || File.Exists(Path.Join(inside, DatabaseOptions.FileName))
            ? inside
            : Outside(Environment.GetEnvironmentVariable("STATE_DIRECTORY"), OfTheUser())
                ?? throw new StartFailureException(
                    $"There is no folder to keep the data in, because the user of this process has no home: set {Setting} to "
                    + $"'Data Source=/var/lib/{Product}/{DatabaseOptions.FileName}' or another file.");
    }

    /// <summary>Says where the data are once the server runs, and warns when they are where they may get lost.</summary>
    public static void AnnounceData(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var database = app.Services.GetRequiredService<DatabaseOptions>();
        if (database.Provider is not DatabaseProvider.Sqlite)
        {
            return;
        }

        var file = database.File;
        app.Say($"The data are in {file}");
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProgramFolder));
        if (Project() is null && file.StartsWith(Program + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            SayIsInside(log, file);
        }

        var here = CurrentFolder() is { } folder ? Path.Join(folder, DataFolder, DatabaseOptions.FileName) : file;
        if (here != file && File.Exists(here) && string.IsNullOrEmpty(app.Configuration.GetConnectionString("Default")))
        {
            SayIsNotUsed(log, here, file);
        }
    });

    /// <summary>Refuses a program without the files that its pages are made of: it would answer for them with nothing.</summary>
    /// <exception cref="StartFailureException">One of them is not there, or empty.</exception>
    public static void RefuseWithoutFiles(this WebApplicationBuilder builder)
    {
        var list = Path.Join(AppContext.BaseDirectory, $"{Name}.staticwebassets.endpoints.json");
        try
        {
            using var stream = File.OpenRead(list);
            using var read = JsonDocument.Parse(stream);
            var files = builder.Environment.WebRootFileProvider;
            var missing = read.RootElement.GetProperty("Endpoints").EnumerateArray().Select(endpoint => endpoint.GetProperty("AssetFile").GetString()!)
                .Distinct(StringComparer.Ordinal).FirstOrDefault(file => !IsReadable(files.GetFileInfo(file)));
            if (missing is not null)
            {
                throw new StartFailureException(
                    $"The files of the pages are not all there ({missing} is missing, empty or not to be read by this user in {WebRoot(builder.Environment)}): publish the program again with "
                    + "its folder wwwroot, or name that folder with --webRoot.");
            }
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StartFailureException($"The list of the pages' files cannot be read in {list}: publish the program again.", unread);
        }
    }

    /// <summary>The folder of the data below one that lasts.</summary>
    /// <param name="state">What systemd names by <c>StateDirectory=</c>: folders with colons between them, of which the first counts.</param>
    /// <param name="user">The folder for what programs keep of the user; null for none.</param>
    private static string? Outside(string? state, string? user)
        => state?.Split(':')[0] is { } folder && Path.IsPathFullyQualified(folder) ? folder
            : user is null ? null
            : Path.Join(user, Product);

    // A home that does not exist is how systems say that a user has none.
    private static string? OfTheUser()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0 && (Directory.Exists(folder) || Directory.Exists(home)) ? folder : null;
    }

    // One that was removed since the process was started there has no name any more.
    private static string? CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsReadable(IFileInfo file)
    {
        if (file is not { Exists: true, Length: > 0 })
        {
            return false;
        }

        try
        {
            file.CreateReadStream().Dispose();
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsProgram(string folder) => File.Exists(Path.Join(folder, $"{Name}.dll"));

    // The build lists there where the files of the pages lie; what is published has no such list.
    private static string? Project()
    {
        var list = Path.Join(AppContext.BaseDirectory, $"{Name}.staticwebassets.runtime.json");
        if (!File.Exists(list))
        {
            return null;
        }

        using var stream = File.OpenRead(list);
        using var read = JsonDocument.Parse(stream);
        return read.RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => Path.TrimEndingDirectorySeparator(root.GetString()!))
            .Where(root => Path.GetFileName(root) == "wwwroot").Select(Path.GetDirectoryName)
            .FirstOrDefault(project => File.Exists(Path.Join(project, "App.csproj")));
    }

    private static string WebRoot(IWebHostEnvironment environment)
        => string.IsNullOrEmpty(environment.WebRootPath) ? Path.Join(environment.ContentRootPath, "wwwroot") : environment.WebRootPath;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {File} lies in the folder of the program: whoever replaces that folder loses it. Stop the server, move the database with what lies beside it to a folder of its own, and name it in ConnectionStrings:Default.")]
    private static partial void SayIsInside(ILogger log, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Other} in the folder that the server was started in is not used, but {File}: name it in ConnectionStrings:Default if it is meant.")]
    private static partial void SayIsNotUsed(ILogger log, string other, string file);
}
