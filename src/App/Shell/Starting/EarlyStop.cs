using System.Runtime.InteropServices;
using ExperimentAdmin.App.Shell.Logs;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>
/// Hears from the first moment that the process is told to stop: a start is given up then, wherever in it that happens, and whatever it throws
/// for that is no failure.
/// </summary>
internal sealed partial class EarlyStop : IDisposable
{
    private readonly CancellationTokenSource _told = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private string _reason = "itself";

    /// <summary>Begins to listen to the system.</summary>
    public static EarlyStop Watch()
    {
        var stop = new EarlyStop();
        stop._signals.AddRange(((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            .Select(signal => PosixSignalRegistration.Create(signal, stop.Hear)));
        return stop;
    }

    /// <summary>Starts an application.</summary>
    /// <param name="app">It.</param>
    /// <param name="startAsync">Starts it.</param>
    /// <returns>Whether it is there; false when it was told to stop before, which the log says.</returns>
    public async Task<bool> StartAsync(WebApplication app, Func<Task> startAsync)
    {
        var logger = ProcessLog.Logger(app.Services);
        using var stops = _told.Token.Register(app.Lifetime.StopApplication);
        try
        {
            await startAsync();
            return true;
        }
        catch (Exception) when (_told.IsCancellationRequested)
        {
            LogGivenUp(logger, Environment.ProcessId, _reason);
            return false;
        }
    }

    /// <summary>Tells it.</summary>
    /// <param name="reason">Who does.</param>
    public void Tell(string reason)
    {
        _reason = reason;
        _told.Cancel();
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _told.Dispose();
    }

    // The second one ends the process at once, where nothing else hears it.
    private void Hear(PosixSignalContext context)
    {
        if (!_told.IsCancellationRequested)
        {
            context.Cancel = true;
            Tell(context.Signal.ToString());
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "ExperimentAdmin stopped before it was ready: process {ProcessId}, told to by {Reason}.")]
    private static partial void LogGivenUp(ILogger logger, int processId, string reason);
}
