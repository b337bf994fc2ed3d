using ExperimentAdmin.Core.Common;

namespace ExperimentAdmin.Core.Flags.Domain;

/// <summary>The origins whose browsers may ask an environment, as a list of lines.</summary>
public static class AllowedOrigins
{
    /// <summary>The most origins of one environment.</summary>
    public const int Max = 100;

    /// <summary>Brings what was entered into one form: one origin a line, lower case, none twice.</summary>
    /// <param name="text">Origins, one a line; empty allows any.</param>
    public static Result<string> Parse(string? text)
    {
        var lines = (text ?? string.Empty).Split(['\n', '\r', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > Max)
        {
            return new Error.Invalid("origins_too_many", $"{lines.Length} origins were entered; at most {Max} are kept.", "allowedOrigins");
        }

        var wrong = lines.Where(line => !IsOrigin(line)).ToList();
        return wrong.Count > 0
            ? wrong.Select(line => (Error)new Error.Invalid(
                "origin_malformed",
                $"\"{(line.Length <= 80 ? line : line[..80] + "…")}\" is not an origin. Write scheme and host without a path, such as https://shop.example.",
                "allowedOrigins")).ToList()
            : string.Join('\n', lines.Select(line => line.TrimEnd('/').ToLowerInvariant()).Distinct(StringComparer.Ordinal));
    }

    private static bool IsOrigin(string line)
        => Uri.TryCreate(line, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.Host.Length > 0
            && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
}
