namespace ExperimentAdmin.App.Features.Account;

/// <summary>Reads what a browser says that it is, as far as people know browsers by it.</summary>
internal static class BrowserName
{
    private const string Unknown = "A browser that does not say what it is";

    // Nearly all of them name those as well whose pages they want to get, so the order counts.
    private static readonly (string Sign, string Name)[] s_browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("HeadlessChrome/", "Chromium"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] s_systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Macintosh", "macOS"), ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>"Firefox on Windows"; for what is none of the known browsers the name before the first slash, such as "curl".</summary>
    public static string Of(string userAgent)
    {
        var browser = Find(s_browsers, userAgent) ?? Other(userAgent);
        return Find(s_systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] signs, string userAgent)
        => Array.Find(signs, sign => userAgent.Contains(sign.Sign, StringComparison.Ordinal)).Name;

    private static string Other(string userAgent)
        => userAgent.Split('/', ' ')[0] is { Length: > 0 and <= 40 } name and not "Mozilla" ? name : Unknown;
}
