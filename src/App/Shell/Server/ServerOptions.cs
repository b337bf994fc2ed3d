using System.Globalization;
using System.Net;
using ExperimentAdmin.App.Shell.Starting;
using Microsoft.Extensions.Primitives;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>How the process is reached: the section <c>Server</c>, checked.</summary>
internal sealed record ServerOptions
{
    private const string Section = "Server";

    /// <summary>Where the application is mounted on its host, such as <c>/experiments</c>; empty for the root.</summary>
    public string PathBase { get; private init; } = string.Empty;

    /// <summary>Where browsers find the application, such as <c>https://flags.example.com</c>; null when nobody said so.</summary>
    public Uri? PublicAddress { get; private init; }

    /// <summary>Sends everybody who comes by HTTP to HTTPS, and tells browsers to stay there.</summary>
    public bool RedirectToHttps { get; private init; }

    /// <summary>The port that HTTPS answers on, as browsers see it.</summary>
    public int HttpsPort { get; private init; } = 443;

    /// <summary>The proxies whose word about host, scheme and client is taken; none by default.</summary>
    public IReadOnlyList<IPNetwork> KnownProxies { get; private init; } = [];

    /// <summary>
    /// The host names that the application is reached by, such as <c>flags.example.com</c> or <c>*.example.com</c>, without ports; none
    /// for any.
    /// </summary>
    public IReadOnlyList<StringSegment> AllowedHosts { get; private init; } = [];

    /// <summary>A folder for the keys that cookies are protected with; null for where they are kept by default.</summary>
    public string? KeyFolder { get; private init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartFailureException">A setting cannot be used.</exception>
    public static ServerOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new ServerOptions
        {
            PathBase = ReadPathBase(section[nameof(PathBase)]),
            PublicAddress = ReadPublicAddress(section[nameof(PublicAddress)]),
            RedirectToHttps = ReadBoolean(section[nameof(RedirectToHttps)], nameof(RedirectToHttps)),
            HttpsPort = ReadPort(section[nameof(HttpsPort)]),
            KnownProxies = ReadProxies(section[nameof(KnownProxies)]),
            KeyFolder = string.IsNullOrWhiteSpace(section[nameof(KeyFolder)]) ? null : section[nameof(KeyFolder)],
            AllowedHosts = ReadHosts(configuration[nameof(AllowedHosts)]),
        };
    }

    private static string ReadPathBase(string? value)
    {
        var path = value?.Trim().TrimEnd('/') ?? string.Empty;
        return path.Length == 0 || (path[0] == '/' && path.All(IsOfPath) && !path.Contains("//", StringComparison.Ordinal))
            ? path
            : throw new StartFailureException(
                $"{Section}:{nameof(PathBase)} is '{value}', which is not a path: set it to one such as /experiments, or remove it.");
    }

    private static Uri? ReadPublicAddress(string? value)
        => string.IsNullOrWhiteSpace(value) ? null
            : Uri.TryCreate(value.Trim(), UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                && (address.Query + address.Fragment + address.UserInfo).Length == 0 ? address
            : throw new StartFailureException(
                $"{Section}:{nameof(PublicAddress)} is '{value}', which is not where browsers could find the application: set it to an address such as "
                + "https://flags.example.com, or remove it.");

    private static bool IsOfPath(char character) => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '_' or '.' or '~';

    private static bool ReadBoolean(string? value, string key)
        => !string.IsNullOrWhiteSpace(value) && (bool.TryParse(value, out var flag)
            ? flag
            : throw new StartFailureException($"{Section}:{key} is '{value}', which is neither true nor false: correct or remove it."));

    private static int ReadPort(string? value)
        => string.IsNullOrWhiteSpace(value) ? 443
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port
            : throw new StartFailureException(
                $"{Section}:{nameof(HttpsPort)} is '{value}', which is not a port: set it to a number from 1 to 65535, or remove it.");

    private static IReadOnlyList<IPNetwork> ReadProxies(string? value)
        => [.. (value ?? string.Empty).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(ReadProxy)];

    private static IPNetwork ReadProxy(string text)
        => Listening.IsAddress(text.Split('/')[0]) && IPNetwork.TryParse(text, out var network) ? network
            : Listening.IsAddress(text) && IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartFailureException(
                $"{Section}:{nameof(KnownProxies)} holds '{text}', which is neither an address nor a network: "
                + "list them with commas, such as 10.0.0.5, 172.16.0.0/12.");

    // The key is the framework's, and so are its semicolons and its star for any.
    private static List<StringSegment> ReadHosts(string? value)
    {
        var hosts = (value ?? string.Empty).Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(ReadHost).ToList();
        return hosts.Contains("*") ? [] : hosts;
    }

    private static StringSegment ReadHost(string text)
        => text is "*" || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) is not UriHostNameType.Unknown
            ? new HostString(text).ToUriComponent()
            : throw new StartFailureException(
                $"{nameof(AllowedHosts)} holds '{text}', which is not the name of a host: list names without scheme and port, with semicolons, such as "
                + "flags.example.com;*.example.org.");
}
