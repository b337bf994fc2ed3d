namespace ExperimentAdmin.Core.Persistence;

/// <summary>
/// Lets one writer at a time through where the database itself has only one place (SQLite): waiting here costs no
/// thread and is fair, waiting in the database does and is not. PostgreSQL needs no gate.
/// </summary>
public sealed class WriteGate(DatabaseProvider provider) : IDisposable
{
    private readonly SemaphoreSlim? _gate = provider is DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;

    public void Dispose() => _gate?.Dispose();

    internal async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (_gate is not null)
        {
            await _gate.WaitAsync(cancellationToken);
        }

        return new Turn(_gate);
    }

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}
