using System.Globalization;
using System.Text.Json;
using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.App.Shell;

/// <summary>Takes in what the process is started with. What cannot be used is refused here, where it is known what it was meant to be.</summary>
internal static class StartArguments
{
    /// <summary>Reads arguments, environment and files.</summary>
    /// <exception cref="StartFailureException">A folder, a file, an address or an argument cannot be used.</exception>
    public static WebApplicationBuilder Read(string[] arguments)
    {
        CheckFolders(arguments);
        var builder = Create(arguments);
        foreach (var address in (builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            CheckAddress(address);
        }

        return builder;
    }

    private static WebApplicationBuilder Create(string[] arguments)
    {
        try
        {
            return WebApplication.CreateBuilder(arguments);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new StartFailureException($"{closed.Message.TrimEnd('.')}: let this process read it, or choose another folder with --contentRoot.", closed);
        }
        catch (InvalidDataException unread)
        {
            var line = unread.GetBaseException() is JsonException { LineNumber: { } number }
                ? string.Create(CultureInfo.InvariantCulture, $" from line {number + 1} on")
                : string.Empty;
            throw new StartFailureException($"{unread.Message.TrimEnd('.')}: it is not JSON{line}. Correct it.", unread);
        }
    }

    // Before the framework sees them: what is missing of the web root it makes, and of the content root it throws.
    private static void CheckFolders(string[] arguments)
    {
        IConfiguration given;
        try
        {
            given = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(arguments).Build();
        }
        catch (FormatException malformed)
        {
            throw new StartFailureException($"{malformed.Message.TrimEnd('.')}: write arguments as --Name value, such as --urls http://localhost:5000.", malformed);
        }

        var contentRoot = Environment.CurrentDirectory;
        if (given[WebHostDefaults.ContentRootKey] is { Length: > 0 } content)
        {
            contentRoot = Path.GetFullPath(content);
            CheckFolder(contentRoot, $"The content root {contentRoot} (--contentRoot, or ASPNETCORE_CONTENTROOT)");
        }

        if (given[WebHostDefaults.WebRootKey] is { Length: > 0 } web)
        {
            var webRoot = Path.GetFullPath(web, contentRoot);
            CheckFolder(webRoot, $"The web root {webRoot} (--webRoot, or ASPNETCORE_WEBROOT)");
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

    private static void CheckAddress(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            if (!parsed.IsUnixPipe && !parsed.IsNamedPipe && parsed.Port is < 0 or > 65_535)
            {
                throw new StartFailureException($"'{address}' cannot be listened on: a port is a number up to 65535. Choose another with --urls.");
            }

            if (parsed.Scheme is not ("http" or "https"))
            {
                throw new StartFailureException($"'{address}' cannot be listened on: it begins with neither http:// nor https://. Choose another with --urls.");
            }

            if (parsed.PathBase.Length > 0)
            {
                throw new StartFailureException(
                    $"'{address}' cannot be listened on: it has a path. Leave that out of --urls, and name it in Server:PathBase.");
            }
        }
        catch (FormatException malformed)
        {
            throw new StartFailureException($"'{address}' is no address to listen on: choose one such as http://localhost:5000 with --urls.", malformed);
        }
    }
}
