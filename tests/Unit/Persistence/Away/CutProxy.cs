using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>Stands between the application and PostgreSQL, and can take it away: connections break and none is accepted.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly string _server;
    private readonly int _port;
    private readonly int _own;
    private readonly CancellationTokenSource _gone = new();
    private readonly List<Socket> _open = [];
    private readonly List<Task> _work = [];
    private Socket? _listener;
    private volatile bool _cutsCommits;
    private volatile bool _swallowsAnswers;
    private volatile TaskCompletionSource? _silence;

    private CutProxy(string server, int port)
    {
        (_server, _port) = (server, port);
        Listen(0);
        _own = ((IPEndPoint)_listener!.LocalEndPoint!).Port;
    }

    /// <summary>Begins, and says how the database is reached through it.</summary>
    public static (CutProxy Proxy, string ConnectionString) Before(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var proxy = new CutProxy(connection.Host!, connection.Port);
        (connection.Host, connection.Port, connection.SslMode) = ("127.0.0.1", proxy._own, SslMode.Disable);
        return (proxy, connection.ConnectionString);
    }

    /// <summary>As a server that was stopped.</summary>
    public void Cut()
    {
        lock (_open)
        {
            _listener?.Dispose();
            _listener = null;
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    /// <summary>As a server that was started again.</summary>
    public void Restore()
    {
        (_cutsCommits, _swallowsAnswers) = (false, false);
        _silence?.TrySetResult();
        _silence = null;
        Listen(_own);
    }

    /// <summary>The next commit reaches the server; its answer reaches nobody, and the server is away from then on.</summary>
    public void CutAfterNextCommit() => _cutsCommits = true;

    /// <summary>As a server that hangs: it takes everything and says nothing.</summary>
    public void FallSilent() => _silence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        Cut();
        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _gone.Dispose();
    }

    private void Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        lock (_open)
        {
            _listener = listener;
        }

        _work.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_gone.Token);
                var server = _server.StartsWith('/')
                    ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                    : new Socket(SocketType.Stream, ProtocolType.Tcp);
                await (_server.StartsWith('/')
                    ? server.ConnectAsync(new UnixDomainSocketEndPoint($"{_server}/.s.PGSQL.{_port}"), _gone.Token)
                    : server.ConnectAsync(_server, _port, _gone.Token));
                lock (_open)
                {
                    _open.Add(client);
                    _open.Add(server);
                }

                _ = PumpAsync(client, server, isQuestion: true);
                _ = PumpAsync(server, client, isQuestion: false);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was cut.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isQuestion)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _gone.Token) is > 0 and var count)
            {
                if (_silence is { } silence)
                {
                    await silence.Task.WaitAsync(_gone.Token);
                }

                if (isQuestion && _cutsCommits && Encoding.ASCII.GetString(buffer, 0, count).Contains("COMMIT\0", StringComparison.Ordinal))
                {
                    _swallowsAnswers = true;
                }

                if (!isQuestion && _swallowsAnswers)
                {
                    Cut(); // The server is done, and its answer ends here.
                    return;
                }

                await to.SendAsync(buffer.AsMemory(0, count), _gone.Token);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It was cut.
        }

        from.Dispose();
        to.Dispose();
    }
}
