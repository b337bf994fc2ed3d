using ExperimentAdmin.Core.Access.Sessions;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>Who asks, before anybody knows who they are.</summary>
internal static class Visitors
{
    /// <summary>Where a request comes from. What proxies say of it was looked at before.</summary>
    public static Visitor Visitor(this HttpContext http) => new(http.Connection.RemoteIpAddress, http.Request.Host.Host)
    {
        KnownAccount = KnownBrowser.Account(http),
    };
}
