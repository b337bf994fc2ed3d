using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Remembers what is logged as a warning, and tells who waits for the first.</summary>
internal sealed class SaidWarnings : ILoggerProvider, ILogger
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _all = [];

    /// <summary>The first of them.</summary>
    public Task<string> FirstAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

    /// <summary>How many say something.</summary>
    public int Count(string words) => _all.Count(message => message.Contains(words, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var message = formatter(state, exception);
            _all.Enqueue(message);
            _first.TrySetResult(message);
        }
    }

    public void Dispose()
    {
    }
}
