using System.Collections.Immutable;
using System.Globalization;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// How processes that share a PostgreSQL database tell each other what they commit: a notification in the transaction, and one connection
/// of each process that listens. What is missed while it does not is for whoever polls. A SQLite file belongs to one process,
/// which has nobody to tell.
/// </summary>
public sealed partial class CommitNotices(DatabaseOptions options, TimeProvider clock, ILogger<CommitNotices> logger) : BackgroundService
{
    private const string Channel = "experiment_admin_commits";

    // A notification has room for 8,000 bytes; whoever hears of none looks at all of them.
    private const int MostEnvironments = 200;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly string _process = Guid.NewGuid().ToString("N");
    private readonly LogThrottle _throttle = new(clock);
    private ImmutableList<Action<CommitNotice>> _listeners = [];
    private volatile bool _isListening;

    /// <summary>Whether other processes are heard now: then polling is a net and no more.</summary>
    public bool IsListening => _isListening;

    /// <summary>From now on <paramref name="listener"/> is called for each commit, on a thread that it must not keep. It must not throw.</summary>
    public void Subscribe(Action<CommitNotice> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));
    }

    /// <summary>The statement that tells of a change when the transaction that it belongs to is committed; null where nobody is to be told.</summary>
    /// <param name="environments">Which environments moved on, with their revision now.</param>
    internal string? Statement(IReadOnlyDictionary<int, long> environments)
    {
        if (options.Provider is not DatabaseProvider.Postgres)
        {
            return null;
        }

        var entries = environments.Count > MostEnvironments
            ? "*"
            : string.Join(',', environments.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}:{entry.Value}")));
        return $"NOTIFY {Channel}, '{_process} {entries}'";
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Provider is not DatabaseProvider.Postgres)
        {
            return;
        }

        using var untraced = Telemetry.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            await ListenAsync(stoppingToken);
            await Task.Delay(s_pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString());
            connection.Notification += (_, notification) => Tell(Read(notification.Payload));
            await connection.OpenAsync(cancellationToken);
            await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            {
                _ = await listen.ExecuteNonQueryAsync(cancellationToken);
            }

            _isListening = true;
            _throttle.IsOver(Channel);
            Tell(new CommitNotice(IsOwn: false, Environments: null)); // Whatever was committed before.
            while (true)
            {
                await connection.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception exception)
        {
            if (_throttle.MaySay(Channel))
            {
                LogNotListening(logger, exception);
            }
        }
        finally
        {
            _isListening = false;
        }
    }

    // Not of the pool, whose connections go back to it; and asked every few seconds whether it is still there.
    private string ConnectionString()
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, Multiplexing = false };
        connection.KeepAlive = connection.KeepAlive == 0 ? 5 : connection.KeepAlive;
        return connection.ConnectionString;
    }

    private CommitNotice Read(string payload)
    {
        var parts = payload.Split(' ', 2);
        var environments = new Dictionary<int, long>();
        foreach (var entry in parts.ElementAtOrDefault(1)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? ["*"])
        {
            if (entry.Split(':') is not [var id, var revision]
                || !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var environmentId)
                || !long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return new CommitNotice(IsOwn: parts[0] == _process, Environments: null);
            }

            environments[environmentId] = number;
        }

        return new CommitNotice(IsOwn: parts[0] == _process, environments);
    }

    private void Tell(CommitNotice notice)
    {
        foreach (var listener in _listeners)
        {
            listener(notice);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other processes on the database are not heard at once, but within seconds; listening to them is tried again each second, and said once a minute.")]
    private static partial void LogNotListening(ILogger logger, Exception exception);
}
