using ExperimentAdmin.App.Shell.Starting;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>The address that links begin with which the process prints by itself, where there is no request whose host they could have.</summary>
internal static class PublicRoot
{
    /// <summary>
    /// What configuration says of it, with a slash at its end: <c>Server:PublicAddress</c>, or HTTPS with the first name of
    /// <c>AllowedHosts</c> where HTTPS is sure to be there, or a proxy in front. Null when it says nothing.
    /// </summary>
    public static string? Of(ServerOptions options)
    {
        if (options.PublicAddress is { } given)
        {
            return given.AbsolutePath == "/" ? $"{given.GetLeftPart(UriPartial.Authority)}{options.PathBase}/" : $"{given.AbsoluteUri.TrimEnd('/')}/";
        }

        var name = options.AllowedHosts.FirstOrDefault(host => !host.StartsWith("*.", StringComparison.Ordinal));
        return name.HasValue && (options.RedirectToHttps || options.KnownProxies.Count > 0)
            ? $"https://{name}{(options.RedirectToHttps && options.HttpsPort != 443 ? FormattableString.Invariant($":{options.HttpsPort}") : string.Empty)}{options.PathBase}/"
            : null;
    }

    /// <summary>The same of a process that listens, which at least knows where; everywhere is here as well.</summary>
    public static string Root(this WebApplication app)
        => Of(app.Services.GetRequiredService<ServerOptions>())
            ?? $"{app.Addresses().First().Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)}/";
}
