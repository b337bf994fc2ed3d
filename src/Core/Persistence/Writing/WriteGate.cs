using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>
/// The way to every write. It lets one writer at a time through where the database itself has only one place (SQLite): waiting here
/// costs no thread and is fair, waiting in the database does and is not. PostgreSQL needs no turns. It also refuses to write to
/// a file that is not the one of the start any more, keeps the file's log small, and knows how the last write ended: readiness is yellow from one that failed
/// until one succeeds, and red while nothing can be written before a restart.
/// </summary>
public sealed class WriteGate : IHealthCheck, IDisposable
{
    // Whoever is before has the database's own patience; nobody waits behind several of them in vain.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly DatabaseFault s_unknown = new("failed", "The log says why.");

    private readonly SemaphoreSlim? _gate;
    private readonly SqliteLog? _log;
    private volatile DatabaseFault? _fault;

    /// <param name="options">Which database it is.</param>
    /// <param name="clock">Says when the log of SQLite is looked at again.</param>
    public WriteGate(DatabaseOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Provider is DatabaseProvider.Sqlite)
        {
            _gate = new SemaphoreSlim(1, 1);
            Guard = new SqliteGuard(options.ConnectionString);
            _log = new SqliteLog(options.ConnectionString, clock);
        }
    }

    /// <summary>Of a SQLite file; null for PostgreSQL.</summary>
    internal SqliteGuard? Guard { get; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(
            Guard?.Find() is { } gone ? HealthCheckResult.Unhealthy(gone.Sentence)
            : _fault is { } fault ? HealthCheckResult.Degraded($"The last write failed. {fault.Sentence}")
            : HealthCheckResult.Healthy());

    public void Dispose()
    {
        _gate?.Dispose();
        Guard?.Dispose();
    }

    /// <summary>Writes something when it is its turn.</summary>
    /// <param name="writeAsync">One transaction, or one statement.</param>
    /// <param name="cancellationToken">Ends the wait. Whoever goes away makes no write fail.</param>
    /// <exception cref="DatabaseFaultException">It is nobody's turn for too long, or the file is another one.</exception>
    internal Task WriteAsync(Func<Task> writeAsync, CancellationToken cancellationToken) => WriteAsync(
        async () =>
        {
            await writeAsync();
            return true;
        },
        _ => true,
        cancellationToken);

    /// <inheritdoc cref="WriteAsync(Func{Task}, CancellationToken)"/>
    /// <param name="writeAsync">One transaction, or one statement.</param>
    /// <param name="isWritten">Whether anything was written at all.</param>
    /// <param name="cancellationToken">Ends the wait. Whoever goes away makes no write fail.</param>
    internal async Task<T> WriteAsync<T>(Func<Task<T>> writeAsync, Func<T, bool> isWritten, CancellationToken cancellationToken)
    {
        if (_gate is not null && !await _gate.WaitAsync(s_patience, cancellationToken))
        {
            // Those before wait for something themselves, and as soon as one of them gave up that is known.
            throw new DatabaseFaultException(_fault is { } fault && fault != s_unknown ? fault : DatabaseFault.Busy);
        }

        try
        {
            Guard?.Watch();
            Guard?.Check();
            var answer = await writeAsync();
            if (isWritten(answer))
            {
                _fault = null;
                _log?.Trim();
            }

            return answer;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _fault = DatabaseFault.Of(exception) ?? s_unknown;
            throw;
        }
        finally
        {
            _ = _gate?.Release();
        }
    }
}
