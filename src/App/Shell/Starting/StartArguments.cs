using System.Globalization;
using System.Text.Json;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>Takes in what the process is started with. What cannot be used is refused here, where it is known what it was meant to be.</summary>
internal static class StartArguments
{
    /// <summary>Reads arguments, environment and files.</summary>
    /// <exception cref="StartFailureException">A folder, a file, an address or an argument cannot be used.</exception>
    public static WebApplicationBuilder Read(string[] arguments)
    {
        CheckForms(arguments);
        var builder = Create(arguments, CheckFolders(arguments));
        Listening.Check(builder.Configuration);
        LogLevels.Check(builder.Configuration);
        return builder;
    }

    private static WebApplicationBuilder Create(string[] arguments, string contentRoot)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = arguments,
                ApplicationName = ProgramFolder.Name,
                ContentRootPath = contentRoot,
            });
            foreach (var file in (string[])["appsettings.json", $"appsettings.{builder.Environment.EnvironmentName}.json"])
            {
                RefuseFolder(Path.Join(contentRoot, file));
            }

            return builder;
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new StartFailureException($"{closed.Message.TrimEnd('.')}: let this process read it, or choose another folder with --contentRoot.", closed);
        }
        catch (InvalidDataException unread)
        {
            var reason = unread.GetBaseException() switch
            {
                JsonException { LineNumber: { } line } => string.Create(CultureInfo.InvariantCulture, $"it is not JSON from line {line + 1} on"),
                JsonException => "it is not JSON",
                var other => other.Message.ReplaceLineEndings(" ").TrimEnd('.'),
            };
            throw new StartFailureException($"{unread.Message.TrimEnd('.')}: {reason}. Correct it.", unread);
        }
        catch (Exception refused) when (refused is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StartFailureException($"A setting cannot be used ({refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}): correct or remove it.", refused);
        }
    }

    // The framework takes one for a file that is not there.
    private static void RefuseFolder(string file)
    {
        if (Directory.Exists(file))
        {
            throw new StartFailureException($"{file} is a folder, and has to be the file with the settings: replace or remove it.");
        }
    }

    // What is not of the form of a setting the framework passes over, so that it does nothing.
    private static void CheckForms(string[] arguments)
    {
        const string Form = "write arguments as --Name value, such as --urls http://localhost:5000";
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var begins = argument.StartsWith("--", StringComparison.Ordinal) ? 2 : argument.StartsWith('/') ? 1 : 0;
            var name = equals < 0 ? argument[begins..] : argument[begins..Math.Max(begins, equals)];
            if (name.Length == 0 || name.StartsWith('-') || (begins == 0 && equals < 0))
            {
                throw new StartFailureException($"'{argument}' is not an argument: {Form}.");
            }

            if (equals < 0 && (++index == arguments.Length || arguments[index].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new StartFailureException($"{argument} is set to nothing: {Form}.");
            }

            if (!given.Add(name))
            {
                throw new StartFailureException($"--{name} is given twice: leave one of them out.");
            }
        }
    }

    /// <returns>The content root: the folder of the program, unless another one is named.</returns>
    private static string CheckFolders(string[] arguments)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(arguments).Build();
        var contentRoot = AppContext.BaseDirectory;
        if (given[WebHostDefaults.ContentRootKey] is { Length: > 0 } content)
        {
            contentRoot = FullPath(content);
            // Before the framework sees them: what is missing of the web root it makes, and of the content root it throws.
            CheckFolder(contentRoot, $"The content root {contentRoot} (--contentRoot, or ASPNETCORE_CONTENTROOT)");
        }

        if (given[WebHostDefaults.WebRootKey] is { Length: > 0 } web)
        {
            var webRoot = Path.GetFullPath(web, contentRoot);
            CheckFolder(webRoot, $"The web root {webRoot} (--webRoot, or ASPNETCORE_WEBROOT)");
        }

        return contentRoot;
    }

    private static string FullPath(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new StartFailureException(
                $"The content root {folder} (--contentRoot, or ASPNETCORE_CONTENTROOT) begins at the folder that the process was started in, which is not "
                + "there any more: start it in another one, or write the whole path.",
                gone);
        }
    }

    private static void CheckFolder(string folder, string what)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartFailureException(
                File.Exists(folder) ? $"{what} is a file: name the folder that it lies in."
                    : failure is UnauthorizedAccessException ? $"{what} cannot be read: let this process read it, or choose another."
                    : $"{what} does not exist: create it, or choose another.",
                failure);
        }
    }
}
