using System.Collections.Concurrent;
using System.Globalization;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Makes live what is due, in each environment for itself: one that cannot holds up no other.</summary>
internal sealed partial class DueVersions(
    ServedEnvironments served, PublishDueVersions publish, TimeProvider clock, ILogger<DueVersions> logger)
{
    // For the turn to write: what is due now is due in a second too.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, Task> _underWay = [];
    private readonly ConcurrentDictionary<int, bool> _failing = [];
    private readonly SeldomSaid _seldom = new(clock);

    /// <summary>The environments whose due versions could not go live when it was last tried.</summary>
    public IEnumerable<int> Failing => _failing.Keys;

    /// <summary>Tries all that is due, and is done when they are. What is being tried already is not begun again. Never throws.</summary>
    public Task PublishAsync(CancellationToken cancellationToken)
    {
        var due = served.All().Where(loaded => loaded.NextDue <= clock.Now()).Select(loaded => loaded.Environment).ToList();
        foreach (var over in _failing.Keys.Except(due.Select(environment => environment.Id)))
        {
            _ = _failing.TryRemove(over, out _);
        }

        return Task.WhenAll(due.Select(environment => BeginAsync(environment, cancellationToken)));
    }

    private Task BeginAsync(ServedEnvironment environment, CancellationToken cancellationToken)
    {
        lock (_underWay)
        {
            return _underWay.TryGetValue(environment.Id, out var before) && !before.IsCompleted
                ? before
                : _underWay[environment.Id] = Task.Run(() => TryAsync(environment, cancellationToken), CancellationToken.None);
        }
    }

    private async Task TryAsync(ServedEnvironment environment, CancellationToken cancellationToken)
    {
        if (await TryPublishAsync(environment, cancellationToken))
        {
            _ = _failing.TryRemove(environment.Id, out _);
            _seldom.IsOver(Name(environment));
        }
        else
        {
            _failing[environment.Id] = true;
        }
    }

    private async Task<bool> TryPublishAsync(ServedEnvironment environment, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if ((await publish.RunAsync(environment.ProjectId, environment.Id, either.Token)).Error is not { } refusal)
            {
                return true;
            }

            if (_seldom.MaySay(Name(environment)))
            {
                LogRefused(logger, Name(environment), refusal.Message);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: the next one publishes it.
        }
        catch (Exception exception)
        {
            if (_seldom.MaySay(Name(environment)))
            {
                LogNotPublished(logger, Name(environment), exception);
            }
        }

        return false;
    }

    private static string Name(ServedEnvironment environment) => environment.Id.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "Versions of environment {Environment} that are due could not go live; it is tried again each second.")]
    private static partial void LogNotPublished(ILogger logger, string environment, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Versions of environment {Environment} that are due could not go live, and it is tried again each second: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string environment, string refusal);
}
