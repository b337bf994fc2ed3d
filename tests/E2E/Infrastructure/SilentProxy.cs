using System.Net;
using System.Net.Sockets;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// The network between a browser and a server. It can swallow everything in silence, as one does that somebody walked out of:
/// connections stay open, and nothing comes through in either direction. It can also break them.
/// </summary>
public sealed class SilentProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private readonly Uri _server;
    private volatile bool _isSilent;
    private volatile bool _isBroken;

    private SilentProxy(AppServer server)
    {
        _server = server.Address;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where browsers find the server.</summary>
    public Uri Address { get; }

    /// <summary>Begins to stand before a server.</summary>
    public static SilentProxy Before(AppServer server) => new(server);

    /// <summary>From now on what is sent by either side is lost, and nobody is told.</summary>
    public void Swallow() => _isSilent = true;

    /// <summary>From now on connections break, and new ones are closed as soon as they are made.</summary>
    public void Break()
    {
        _isBroken = true;
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    /// <summary>From now on everything comes through. What was swallowed is lost.</summary>
    public void Restore() => _isSilent = _isBroken = false;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        Break();
        _listener.Dispose();
        await _accepting;
        _gone.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await ConnectAsync(await _listener.AcceptAsync(_gone.Token));
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ConnectAsync(Socket browser)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (!_isBroken)
            {
                await server.ConnectAsync(IPAddress.Loopback, _server.Port, _gone.Token);
            }
        }
        catch (SocketException)
        {
            // It is away.
        }

        if (!server.Connected)
        {
            browser.Dispose();
            server.Dispose();
            return;
        }

        lock (_open)
        {
            _open.AddRange([browser, server]);
        }

        _ = PumpAsync(browser, server);
        _ = PumpAsync(server, browser);
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _gone.Token) is > 0 and var count)
            {
                if (!_isSilent)
                {
                    await to.SendAsync(buffer.AsMemory(0, count), _gone.Token);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was broken.
        }

        from.Dispose();
        to.Dispose();
    }
}
