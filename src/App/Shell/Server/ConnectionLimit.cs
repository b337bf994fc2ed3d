using System.Net;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Has only so many connections open at once, WebSockets included, and closes what comes beyond them as soon as it is accepted. The
/// framework's own limits count WebSockets apart from the others, and let them all in before they are counted.
/// </summary>
/// <param name="inner">Listens.</param>
/// <param name="most">How many connections, of all addresses together.</param>
/// <param name="files">How many files and connections the process may have open, for the log.</param>
/// <param name="throttle">Keeps a crowd from filling the log.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ConnectionLimit(SocketTransportFactory inner, int most, int files, LogThrottle throttle, ILogger<ConnectionLimit> logger)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private int _open;
    private int _closed;
    private int _isTold;

    public bool CanBind(EndPoint endpoint) => inner.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = new Listener(await inner.BindAsync(endpoint, cancellationToken), this);
        if (files < OpenFiles.Few && Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            LogFew(logger, files, most);
        }

        return listener;
    }

    private bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= most)
        {
            return true;
        }

        Release();
        return false;
    }

    private void Release() => Interlocked.Decrement(ref _open);

    private void Tell()
    {
        var closed = Interlocked.Increment(ref _closed);
        if (throttle.MaySay(nameof(ConnectionLimit)))
        {
            LogClosed(logger, most, files, closed);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process may have {Files} files and connections open at once, so it takes {Most} connections; raise the limit (LimitNOFILE, ulimit -n) for more.")]
    private static partial void LogFew(ILogger logger, int files, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Most} connections are open, which is all that {Files} open files leave room for; others are closed as they come, {Closed} since the start, which is said once a minute. Raise the limit (LimitNOFILE, ulimit -n).")]
    private static partial void LogClosed(ILogger logger, int most, int files, int closed);

    private sealed class Listener(IConnectionListener inner, ConnectionLimit limit) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await inner.AcceptAsync(cancellationToken) is { } connection)
            {
                if (limit.TryTake())
                {
                    return new CountedConnection(connection, limit.Release);
                }

                limit.Tell();
                connection.Abort(new ConnectionAbortedException("There are too many connections."));
                await connection.DisposeAsync(); // Before another one is accepted: a crowd has one open at a time.
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
