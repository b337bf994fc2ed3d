using System.Buffers;
using System.Globalization;
using System.Net;
using ExperimentAdmin.App.Shell.Api.Refusals;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Takes requests for the hosts alone that the operator named, after a proxy's word about the host was taken: links and
/// redirects are made of it. Afterwards every request has a host, and one that an address can be made of.
/// </summary>
internal static class AllowedHosts
{
    private static readonly SearchValues<char> s_ofNames = SearchValues.Create("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly Error s_refusal = new Error.Invalid(
        "host_refused", "This application is not reached by the host that the request names. Whoever runs it lists its hosts in the setting AllowedHosts.");

    public static void UseAllowedHosts(this WebApplication app, ServerOptions options)
    {
        var allowed = options.AllowedHosts.ToList();
        var own = allowed.Find(host => !host.StartsWith("*", StringComparison.Ordinal)).Value;
        app.Use((http, next) =>
        {
            var request = http.Request;
            request.Scheme = SchemeOf(request.Scheme);
            if (!request.Host.HasValue)
            {
                request.Host = own is null ? Local(http.Connection) : new HostString(own);
            }

            return IsHost(request.Host.Value!) && (allowed.Count == 0 || HostString.MatchesAny(request.Host.Host, allowed) || Health.IsProbe(request))
                ? next(http)
                : RefuseAsync(http);
        });
    }

    // Some proxies name the scheme of a connection by what goes over it. Whatever else one says is none of ours.
    private static string SchemeOf(string scheme)
        => scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) || scheme.Equals(Uri.UriSchemeWss, StringComparison.OrdinalIgnoreCase)
            ? Uri.UriSchemeHttps
            : Uri.UriSchemeHttp;

    private static HostString Local(ConnectionInfo connection)
        => connection.LocalIpAddress is { } address ? HostString.FromUriComponent(new UriBuilder(Uri.UriSchemeHttp, $"{Plain(address)}", connection.LocalPort).Uri) : new HostString("localhost");

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // Names and ports as nearly all are take no more than a look: this is on the way of every request.
    private static bool IsHost(string host)
        => IsPlainHost(host)
            || (Uri.TryCreate($"{Uri.UriSchemeHttp}://{host}", UriKind.Absolute, out var uri) && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" });

    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        var colon = host.IndexOf(':');
        var name = colon < 0 ? host : host[..colon];
        return name is not ([] or ['.', ..]) && !name.ContainsAnyExcept(s_ofNames) && name.IndexOf("..", StringComparison.Ordinal) < 0
            && (colon < 0 || (ushort.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0));
    }

    private static Task RefuseAsync(HttpContext http)
    {
        SecurityHeaders.Add(http.Response.Headers); // They come later on the way, which ends here.
        return !http.Request.AsksForPage()
            ? ApiErrors.Of(http, StatusCodes.Status400BadRequest, s_refusal).ExecuteAsync(http)
            : Results.Text(s_refusal.Message, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http);
    }
}
