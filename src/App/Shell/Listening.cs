using System.Globalization;
using System.Net;
using System.Text;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ExperimentAdmin.App.Shell;

/// <summary>
/// Where the server is told to listen. What Kestrel would take for every address of the machine, for another port, or for nothing is
/// refused, and so is what it would end with.
/// </summary>
internal static class Listening
{
    private const int HighestPort = 65_535;
    private const int LongestSocket = 108; // In bytes, and of Linux: others allow a little less, and say so.

    private const string Endpoints = "Kestrel:Endpoints";

    /// <exception cref="StartFailureException">An address, a port or a protocol cannot be used.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var address in Parts(configuration[WebHostDefaults.ServerUrlsKey]))
        {
            CheckAddress(address, "--urls");
        }

        CheckPorts(configuration, WebHostDefaults.HttpPortsKey);
        CheckPorts(configuration, WebHostDefaults.HttpsPortsKey);
        foreach (var endpoint in configuration.GetSection(Endpoints).GetChildren())
        {
            var url = endpoint["Url"];
            if (string.IsNullOrWhiteSpace(url))
            {
                throw new StartFailureException($"{endpoint.Path}:Url is missing: set it to an address such as http://localhost:5000, or remove {endpoint.Path}.");
            }

            CheckAddress(url, $"{endpoint.Path}:Url");
            CheckWords(endpoint);
        }

        CheckWords(configuration.GetSection("Kestrel:EndpointDefaults"));
    }

    private static void CheckWords(IConfigurationSection endpoint)
    {
        CheckWord<HttpProtocols>(endpoint.GetSection("Protocols"));
        CheckWord<ClientCertificateMode>(endpoint.GetSection("ClientCertificateMode"));
        foreach (var protocol in endpoint.GetSection("SslProtocols").GetChildren())
        {
            CheckWord<System.Security.Authentication.SslProtocols>(protocol);
        }
    }

    private static void CheckWord<T>(IConfigurationSection setting)
        where T : struct, Enum
    {
        if (setting.Value is { Length: > 0 } value && !Enum.GetNames<T>().Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartFailureException(
                $"{setting.Path} is '{value}', which is not known: set it to {string.Join(" or ", Enum.GetNames<T>())}, or remove it.");
        }
    }

    private static void CheckPorts(IConfiguration configuration, string key)
    {
        foreach (var port in Parts(configuration[key]))
        {
            if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > HighestPort)
            {
                throw new StartFailureException(
                    $"{key} holds '{port}', which is not a port: set it to numbers up to {HighestPort}, with semicolons between several, or remove it.");
            }
        }
    }

    private static void CheckAddress(string address, string setting)
    {
        try
        {
            if (Fault(BindingAddress.Parse(address)) is { } fault)
            {
                throw new StartFailureException($"'{address}' cannot be listened on: {fault} with {setting}.");
            }
        }
        catch (FormatException malformed)
        {
            throw new StartFailureException($"'{address}' is no address to listen on: choose one such as http://localhost:5000 with {setting}.", malformed);
        }
    }

    private static string? Fault(BindingAddress parsed)
        => parsed.Scheme is not ("http" or "https") ? "it begins with neither http:// nor https://, so choose another"
            : parsed.IsUnixPipe ? FaultOfSocket(parsed.UnixPipePath)
            : parsed.IsNamedPipe ? (OperatingSystem.IsWindows() ? null : "there are named pipes on Windows alone, so choose another address")
            : parsed.Port is < 0 or > HighestPort || HasAnotherPort(parsed.Host) ? $"a port is a number up to {HighestPort}, so choose another"
            : parsed.PathBase.Length > 0 ? "it has a path, so leave that out, name it in Server:PathBase, and choose the address alone"
            : FaultOfHost(parsed);

    private static string? FaultOfSocket(string path)
        => Encoding.UTF8.GetByteCount(path) > LongestSocket ? $"the path of a socket has {LongestSocket} bytes at most, so choose a shorter one"
            : Directory.Exists(path) ? "it is a folder, so choose a file in it"
            : Directory.Exists(Path.GetDirectoryName(path)) ? null
            : "the folder of that socket does not exist, so create it, or choose another";

    // Kestrel would answer on every address for a name that it does not know, and it knows but one.
    private static string? FaultOfHost(BindingAddress parsed)
        => parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? parsed.Port == 0 ? "any free port is possible for one address and not for localhost, which has two, so choose http://127.0.0.1:0" : null
            : parsed.Host is "*" or "+" || IPAddress.TryParse(parsed.Host.Trim('[', ']'), out _) ? null
            : "its host is neither localhost nor an IP address of this machine nor * for all of them, so choose another";

    // It would become a part of the host, and the port that of the scheme.
    private static bool HasAnotherPort(string host) => host.Contains(':', StringComparison.Ordinal) && !host.EndsWith(']') && !IPAddress.TryParse(host, out _);

    private static string[] Parts(string? value)
        => (value ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
