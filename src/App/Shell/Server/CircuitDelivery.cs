using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>
/// Counts what an open page says and tells it how far that came, so that <c>wwwroot/js/connection.js</c> can say again, in order and
/// once, what a lost connection swallowed. Only the connection that the page opened last is listened to: what an older one
/// held back arrives after it was said again.
/// </summary>
internal sealed partial class CircuitDelivery(TimeProvider clock, IOptions<CircuitOptions> circuits, ILogger<CircuitDelivery> logger) : IHubFilter
{
    /// <summary>The message to the page; its argument is how many of its own messages arrived since the page opened.</summary>
    internal const string Delivered = nameof(Delivered);

    /// <summary>
    /// How often the server says something on a connection on which it has nothing to say. Browsers take a connection for lost on
    /// which they hear nothing for a few of these.
    /// </summary>
    internal static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    private const string Starts = "StartCircuit";
    private const string Connects = "ConnectCircuit";
    private const string Shown = "OnRenderCompleted";

    // Longer than the framework keeps the page itself.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private static readonly AsyncLocal<Page?> s_speaking = new(); // Whose message it is that is being followed.

    private readonly ConcurrentDictionary<string, Page> _pages = new(StringComparer.Ordinal);

    /// <summary>What is counted: all that a page says once. It says how far it is with showing things as often as it is asked.</summary>
    internal static IReadOnlyList<string> Counted { get; } =
        ["BeginInvokeDotNetFromJS", "EndInvokeJSFromDotNet", "ReceiveByteArray", "OnLocationChanged", "OnLocationChanging"];

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        ArgumentNullException.ThrowIfNull(invocationContext);
        ArgumentNullException.ThrowIfNull(next);
        return invocationContext.HubMethodName switch
        {
            Starts => await StartAsync(invocationContext, next),
            Connects => await ConnectAsync(invocationContext, next),
            _ => await HearAsync(invocationContext, next),
        };
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        Find(context.Context)?.Leave(context.Context.ConnectionId, clock.GetUtcNow());
        ForgetOld();
        return next(context, exception);
    }

    private async Task<object?> StartAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var secret = await next(call);
        if (secret is string circuit)
        {
            call.Context.Items[typeof(CircuitDelivery)] = _pages[circuit] = new Page(call.Context.ConnectionId);
        }

        return secret;
    }

    private async Task<object?> ConnectAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (call.HubMethodArguments is not [string circuit, ..] || !_pages.TryGetValue(circuit, out var page))
        {
            return false; // The page reloads, as for every one that the server knows no more.
        }

        // First of all: from here on nothing comes from the connection before.
        var arrived = page.Take(call.Context.ConnectionId);
        var connected = await next(call);
        if (connected is true)
        {
            call.Context.Items[typeof(CircuitDelivery)] = page;
            await TellAsync(call, arrived);
        }

        return connected;
    }

    private async Task<object?> HearAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (Find(call.Context) is not { } page)
        {
            return await next(call);
        }

        var isCounted = Counted.Contains(call.HubMethodName, StringComparer.Ordinal);
        if (page.Hear(call.Context.ConnectionId, isCounted) is not { } arrived)
        {
            return null;
        }

        if (call.HubMethodName == Shown)
        {
            await page.TurnAsync();
        }

        s_speaking.Value = page;

        // It is here, however long what it asks for takes.
        var telling = isCounted ? TellAsync(call, arrived) : Task.CompletedTask;
        var answer = await next(call);
        await telling;
        return answer;
    }

    // What cannot be told now is told with the next connection.
    private async Task TellAsync(HubInvocationContext call, int arrived)
    {
        try
        {
            await call.Hub.Clients.Caller.SendAsync(Delivered, arrived, call.Context.ConnectionAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or InvalidOperationException)
        {
            LogUntold(logger, gone);
        }
    }

    private void ForgetOld()
    {
        var before = clock.GetUtcNow() - circuits.Value.DisconnectedCircuitRetentionPeriod - s_margin;
        foreach (var page in _pages.Where(page => page.Value.LeftAt < before))
        {
            _ = _pages.TryRemove(page);
        }
    }

    private static Page? Find(HubCallerContext context) => context.Items.TryGetValue(typeof(CircuitDelivery), out var page) ? (Page?)page : null;

    [LoggerMessage(Level = LogLevel.Debug, Message = "An open page could not be told how much of what it said arrived.")]
    private static partial void LogUntold(ILogger logger, Exception exception);

    /// <summary>Tells where the page that is being opened does one thing after the other.</summary>
    internal sealed class Opening : CircuitHandler
    {
        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            s_speaking.Value?.WorksIn(SynchronizationContext.Current);
            return Task.CompletedTask;
        }
    }

    /// <summary>One open page, whichever connection it has.</summary>
    private sealed class Page(string connection)
    {
        private readonly Lock _lock = new();
        private string _connection = connection;
        private int _arrived;
        private DateTimeOffset? _leftAt;
        private volatile SynchronizationContext? _work;

        public DateTimeOffset? LeftAt
        {
            get
            {
                lock (_lock)
                {
                    return _leftAt;
                }
            }
        }

        public void WorksIn(SynchronizationContext? work) => _work = work;

        /// <summary>
        /// Everything that the page said before was done, and what it is being rendered with is whole. A browser that is quicker in showing
        /// something than the server in finishing it would make the framework forget what the fields of that were called before, and with
        /// that which letters were typed in them: then it writes them again, over those that were typed since.
        /// </summary>
        public Task TurnAsync()
        {
            if (_work is not { } work)
            {
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            work.Post(_ => turn.SetResult(), null);
            return turn.Task;
        }

        /// <summary>Listens to this connection alone.</summary>
        /// <returns>How many messages arrived before.</returns>
        public int Take(string next)
        {
            lock (_lock)
            {
                (_connection, _leftAt) = (next, null);
                return _arrived;
            }
        }

        /// <summary>Something came; how many came by now, or null when it is not to be listened to.</summary>
        public int? Hear(string from, bool isCounted)
        {
            lock (_lock)
            {
                return from != _connection ? null : isCounted ? ++_arrived : _arrived;
            }
        }

        public void Leave(string gone, DateTimeOffset at)
        {
            lock (_lock)
            {
                _leftAt = gone == _connection ? at : _leftAt;
            }
        }
    }
}
