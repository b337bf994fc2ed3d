using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// What operators put in front of servers: it takes HTTPS, passes on what lies below one path and says in headers how it
/// was asked. The servers themselves are reached by plain HTTP under other names, in turn: each request goes to the next one, or each
/// connection.
/// </summary>
public sealed class HttpsProxy : IAsyncDisposable
{
    // Of one hop, or the server's own business to say anew.
    private static readonly HashSet<string> s_hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Host", "Keep-Alive", "Transfer-Encoding", "Upgrade",
        "Sec-WebSocket-Extensions", "Sec-WebSocket-Key", "Sec-WebSocket-Version",
    };

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentQueue<string> _strays = [];
    private readonly ConcurrentDictionary<string, int> _connections = new(StringComparer.Ordinal);
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly WebApplication _app;
    private readonly string _path;
    private volatile Uri[] _servers;
    private int _turn = -1;

    private HttpsProxy(IEnumerable<AppServer> servers, string path)
    {
        (_servers, _path) = ([.. servers.Select(server => server.Address)], path);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(ForwardAsync);
    }

    /// <summary>Where the application begins for browsers, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What was asked for outside of the path, where another application would have answered.</summary>
    public IReadOnlyCollection<string> Strays => _strays;

    /// <summary>Whether all that comes over one connection goes to one server.</summary>
    public bool TurnsByConnection { get; set; }

    /// <summary>Whether it passes on requests for WebSockets without what makes them such, as proxies do that nobody told otherwise.</summary>
    public bool KnowsNoWebSockets { get; set; }

    /// <summary>Stands in front of servers, which need not have started.</summary>
    /// <param name="servers">Who answers, in turn.</param>
    /// <param name="path">Such as <c>/tools</c>; empty for everything.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<HttpsProxy> StartAsync(IEnumerable<AppServer> servers, string path, CancellationToken cancellationToken)
    {
        var proxy = new HttpsProxy(servers, path);
        await proxy._app.StartAsync(cancellationToken);
        proxy.Address = new Uri($"{proxy._app.Urls.Single()}{path}/");
        return proxy;
    }

    /// <summary>From now on only these answer.</summary>
    public void Ask(params IEnumerable<AppServer> servers) => _servers = [.. servers.Select(server => server.Address)];

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _client.Dispose();
        _certificate.Dispose();
    }

    private Task ForwardAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(_path, StringComparison.Ordinal))
        {
            return context.WebSockets.IsWebSocketRequest && !KnowsNoWebSockets ? BridgeAsync(context) : RelayAsync(context);
        }

        _strays.Enqueue(context.Request.Path);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task RelayAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), Target(context));
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, value) in Headers(context))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !s_hop.Contains(header.Key)))
        {
            context.Response.Headers.Append(name, values.ToArray());
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task BridgeAsync(HttpContext context)
    {
        using var inner = new ClientWebSocket();
        foreach (var (name, value) in Headers(context))
        {
            inner.Options.SetRequestHeader(name, value);
        }

        await inner.ConnectAsync(new UriBuilder(Target(context)) { Scheme = "ws" }.Uri, context.RequestAborted);
        using var outer = await context.WebSockets.AcceptWebSocketAsync();
        await Task.WhenAny(PumpAsync(inner, outer, context.RequestAborted), PumpAsync(outer, inner, context.RequestAborted));
    }

    private static async Task PumpAsync(WebSocket from, WebSocket to, CancellationToken cancellationToken)
    {
        const int Most = 16_384;
        var buffer = new byte[Most];
        while (true)
        {
            var part = await from.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, cancellationToken);
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, cancellationToken);
        }
    }

    private Uri Target(HttpContext context)
    {
        var servers = _servers;
        var turn = TurnsByConnection ? _connections.GetOrAdd(context.Connection.Id, _ => Interlocked.Increment(ref _turn)) : Interlocked.Increment(ref _turn);
        return new Uri(servers[turn % servers.Length], context.Request.GetEncodedPathAndQuery());
    }

    private static IEnumerable<(string Name, string Value)> Headers(HttpContext context)
        => context.Request.Headers.Where(header => !s_hop.Contains(header.Key)).Select(header => (header.Key, header.Value.ToString()))
            .Append(("X-Forwarded-For", $"{context.Connection.RemoteIpAddress}"))
            .Append(("X-Forwarded-Proto", context.Request.Scheme))
            .Append(("X-Forwarded-Host", context.Request.Host.Value!));

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=proxy.test", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
