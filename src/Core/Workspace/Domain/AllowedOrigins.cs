using System.Globalization;

namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>The origins whose browsers may ask an environment, as a list of lines.</summary>
public static class AllowedOrigins
{
    /// <summary>The most origins of one environment.</summary>
    public const int Max = 100;

    private static readonly IdnMapping s_names = new();

    /// <summary>
    /// Brings what was entered into the form in which browsers send it: one origin a line, lower case, letters of other scripts in
    /// their ASCII form (RFC 5891), without the port that its scheme has anyway, none twice.
    /// </summary>
    /// <param name="text">Origins, one a line; empty allows any.</param>
    public static Result<string> Parse(string? text)
    {
        var lines = (text ?? string.Empty).Split(['\n', '\r', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > Max)
        {
            return new Error.Invalid("origins_too_many", $"{lines.Length} origins were entered; at most {Max} are kept.", "allowedOrigins");
        }

        var origins = lines.Select(line => (Line: line, Origin: OriginOf(line))).ToList();
        var wrong = origins.Where(entry => entry.Origin is null).Select(entry => entry.Line).ToList();
        return wrong.Count > 0
            ? wrong.Select(line => (Error)new Error.Invalid(
                "origin_malformed",
                $"\"{(line.Length <= 80 ? line : line[..80] + "…")}\" is not an origin. Write scheme and host without a path, such as https://shop.example.",
                "allowedOrigins")).ToList()
            : string.Join('\n', origins.Select(entry => entry.Origin).Distinct(StringComparer.Ordinal));
    }

    private static string? OriginOf(string line)
    {
        if (!Uri.TryCreate(line, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0
            || uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var port = uri.IsDefaultPort ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return HostOf(uri) is { } host ? $"{uri.Scheme}://{host}{port}" : null;
    }

    private static string? HostOf(Uri uri)
    {
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return uri.Host;
        }

        try
        {
            return uri.HostNameType is UriHostNameType.Dns ? s_names.GetAscii(uri.Host).ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null; // No name in any script.
        }
    }
}
