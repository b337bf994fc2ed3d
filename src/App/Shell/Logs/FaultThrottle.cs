using System.Runtime.CompilerServices;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.App.Shell.Logs;

/// <summary>
/// Stands before the console and keeps faults from flooding it, whoever tells them and however many requests meet them: a request has one
/// line at most, and the same fault comes at once and then once a minute, with how many were left out. What fails because a newer version
/// has taken over the database is not told: that it has was. What is no fault passes.
/// </summary>
[ProviderAlias("Console")]
internal sealed class FaultThrottle : ILoggerProvider, ISupportExternalScope
{
    private readonly ILoggerProvider _inner;
    private readonly RepeatedFaults _faults;
    private readonly ITimer _timer;
    private readonly ConditionalWeakTable<object, RequestLine> _requests = [];
    private IExternalScopeProvider? _scopes;

    public FaultThrottle(ILoggerProvider inner, TimeProvider clock)
    {
        (_inner, _faults) = (inner, new RepeatedFaults(clock));
        _timer = clock.CreateTimer(_ => TellLeftOut(all: false), state: null, RepeatedFaults.Pause, RepeatedFaults.Pause);
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName, _inner.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider)
    {
        _scopes = scopeProvider;
        (_inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);
    }

    /// <summary>Tells what was not told yet, and ends what is behind it.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        TellLeftOut(all: true);
        _inner.Dispose();
    }

    private void TellLeftOut(bool all)
    {
        foreach (var (kind, sentence) in _faults.LeftOut(all))
        {
            _inner.CreateLogger(kind.Category).Log(kind.Level, kind.EventId, sentence, exception: null, static (text, _) => text);
        }
    }

    // Whether the request that is being answered has its line. Another fault of it is counted, what is told of the same one again is not.
    private (bool Has, bool IsSame) Line(Exception? exception)
    {
        object? request = null;
        _scopes?.ForEachScope((scope, _) => request ??= IsRequest(scope) ? scope : null, state: true);
        if (request is null)
        {
            return (false, false);
        }

        var line = new RequestLine(exception);
        var first = _requests.GetValue(request, _ => line);
        return ReferenceEquals(first, line) ? (false, false) : (true, exception is not null && first.Exception?.GetBaseException() == exception.GetBaseException());
    }

    // The request of an open page's connection lasts as long as the page: what happens there is not of one request.
    private static bool IsRequest(object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return false;
        }

        var path = values.FirstOrDefault(value => value.Key == "RequestPath");
        return path.Key is not null && path.Value?.ToString()?.EndsWith("/_blazor", StringComparison.OrdinalIgnoreCase) is not true;
    }

    private sealed record RequestLine(Exception? Exception);

    private sealed class Logger(FaultThrottle logs, string category, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel < LogLevel.Warning)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }

            if (DatabaseFault.IsSuperseded(exception))
            {
                return;
            }

            var (has, isSame) = logs.Line(exception);
            if (isSame)
            {
                return;
            }

            var kind = FaultKind.Of(category, logLevel, eventId, state, exception, formatter);
            if (logs._faults.Heed(kind, () => Told(formatter(state, exception), exception), Origin(exception), isMuted: has) is not { } telling)
            {
                return;
            }

            if (telling.IsKnown && exception is not null)
            {
                inner.Log(logLevel, eventId, state, exception: null, (value, _) => Told(formatter(value, exception), exception) + telling.Addition);
            }
            else
            {
                inner.Log(logLevel, eventId, state, exception, telling.Addition.Length == 0 ? formatter : (value, fault) => formatter(value, fault) + telling.Addition);
            }
        }

        // The way from there to whoever tells it is another one each time.
        private static string? Origin(Exception? exception)
        {
            var origin = exception?.GetBaseException();
            return origin is null ? null : $"{origin.GetType()} {origin.StackTrace?.TrimStart().Split('\n', 2)[0]}";
        }

        private static string Told(string message, Exception? exception)
            => exception is null ? message : $"{message} {exception.GetType().Name}: {exception.Message}";
    }
}
