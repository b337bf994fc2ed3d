using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ExperimentAdmin.App.Shell.Starting;

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
        var urls = Parts(configuration[WebHostDefaults.ServerUrlsKey]);
        foreach (var address in urls)
        {
            CheckAddress(address, "--urls");
        }

        RefuseTwice(urls.Select(address => ("--urls", address)));
        CheckEndpoints(configuration, urls);
        CheckPorts(configuration, WebHostDefaults.HttpPortsKey);
        CheckPorts(configuration, WebHostDefaults.HttpsPortsKey);
        CheckWords(configuration.GetSection("Kestrel:EndpointDefaults"));
    }

    /// <summary>Whether a text is an address as it is written everywhere: the framework takes 5 for 0.0.0.5, and 010.0.0.1 for 8.0.0.1.</summary>
    internal static bool IsAddress(string text)
        => IPAddress.TryParse(text.Trim('[', ']'), out _)
            && (text.Contains(':', StringComparison.Ordinal) || (text.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, part => part is "0" || part[0] is not '0')));

    private static void CheckEndpoints(IConfiguration configuration, string[] urls)
    {
        var endpoints = configuration.GetSection(Endpoints);
        if (endpoints.Value is { Length: > 0 })
        {
            throw new StartFailureException($"{Endpoints} is a section of settings and not a text: set {Endpoints}:Http:Url in its place.");
        }

        foreach (var endpoint in endpoints.GetChildren())
        {
            var url = endpoint["Url"];
            if (string.IsNullOrWhiteSpace(url))
            {
                throw new StartFailureException($"{endpoint.Path}:Url is missing: set it to an address such as http://localhost:5000, or remove {endpoint.Path}.");
            }

            CheckAddress(url, $"{endpoint.Path}:Url");
            CheckWords(endpoint);
            if (urls.Length > 0)
            {
                throw new StartFailureException(
                    $"'{string.Join(';', urls)}' of --urls (or ASPNETCORE_URLS) is not listened on beside {endpoint.Path}:Url: leave one of the two out.");
            }
        }

        RefuseTwice(endpoints.GetChildren().Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!)));
    }

    // The second one would find the first in its way, and look like another program.
    private static void RefuseTwice(IEnumerable<(string Setting, string Address)> addresses)
    {
        var before = new List<(string Text, BindingAddress Parsed)>();
        foreach (var (setting, address) in addresses)
        {
            var parsed = BindingAddress.Parse(address);
            if (before.Find(other => IsSame(other.Parsed, parsed)) is { Text: { } text })
            {
                throw new StartFailureException($"'{text}' and '{address}' are one port of one address, or one socket: leave one of the two out of {setting}.");
            }

            before.Add((address, parsed));
        }
    }

    private static bool IsSame(BindingAddress one, BindingAddress other)
        => one.IsUnixPipe || other.IsUnixPipe
            ? one.IsUnixPipe && other.IsUnixPipe && one.UnixPipePath == other.UnixPipePath
            : one.Port == other.Port && one.Port != 0 && Addresses(one.Host).Any(first => Addresses(other.Host).Any(second => Covers(first, second) || Covers(second, first)));

    private static bool Covers(IPAddress one, IPAddress other)
        => one.Equals(other) || one.Equals(IPAddress.IPv6Any) || (one.Equals(IPAddress.Any) && other.AddressFamily == AddressFamily.InterNetwork);

    private static IPAddress[] Addresses(string host)
        => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address]
            : [IPAddress.IPv6Any];

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
            if ((FaultOfText(address) ?? Fault(BindingAddress.Parse(address))) is { } fault)
            {
                throw new StartFailureException($"'{address}' cannot be listened on: {fault} with {setting}.");
            }
        }
        catch (FormatException malformed)
        {
            throw new StartFailureException($"'{address}' is no address to listen on: choose one such as http://localhost:5000 with {setting}.", malformed);
        }
    }

    // What the framework takes for a part of the host.
    private static string? FaultOfText(string address)
        => address.Contains(',', StringComparison.Ordinal) ? "several addresses have semicolons between them and no commas, so choose them"
            : address.Contains("://unix:", StringComparison.OrdinalIgnoreCase)
                ? address.Contains("://unix:/", StringComparison.OrdinalIgnoreCase) ? null : "the path of a socket begins with /, so choose one such as http://unix:/run/x.sock"
            : address.IndexOfAny(['?', '#']) >= 0 ? "it has a query, which is of requests and not of a server, so choose the address alone"
            : null;

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
            : Directory.Exists(Path.GetDirectoryName(path))
                ? File.Exists(path) && IsLeft(path) ? "there is a file already that no program listens at, so remove it, or choose another" : null
            : "the folder of that socket does not exist, so create it, or choose another";

    // Of a process that was ended by force, or no socket at all.
    private static bool IsLeft(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode is SocketError.ConnectionRefused;
        }
    }

    // Kestrel would answer on every address for a name that it does not know, and it knows but one.
    private static string? FaultOfHost(BindingAddress parsed)
        => parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            ? parsed.Port == 0 ? "any free port is possible for one address and not for localhost, which has two, so choose http://127.0.0.1:0" : null
            : parsed.Host is "*" or "+" || IsAddress(parsed.Host) ? null
            : "its host is neither localhost nor an IP address of this machine nor * for all of them, so choose another";

    // It would become a part of the host, and the port that of the scheme.
    private static bool HasAnotherPort(string host) => host.Contains(':', StringComparison.Ordinal) && !host.EndsWith(']') && !IPAddress.TryParse(host, out _);

    private static string[] Parts(string? value)
        => (value ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
