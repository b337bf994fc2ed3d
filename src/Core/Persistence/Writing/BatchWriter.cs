using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>Writes a batch when the process starts, every now and then, and when it stops.</summary>
internal sealed partial class BatchWriter<TBatch>(
    TBatch batch, WriteMetrics metrics, TimeProvider clock, ILogger<BatchWriter<TBatch>> logger) : BackgroundService
    where TBatch : IBatch
{
    private static readonly TimeSpan s_lastPatience = TimeSpan.FromSeconds(3);

    private readonly LogThrottle _throttle = new(clock);

    // Also when open connections took all the time that the process was given to stop: then it still gets a little of its own.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var untraced = Telemetry.Untraced();
        var started = clock.GetTimestamp();
        using var patience = new CancellationTokenSource(s_lastPatience, clock);
        try
        {
            await TryWriteAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            metrics.Wrote(typeof(TBatch).Name, isWritten: false, clock.GetElapsedTime(started));
            LogLost(logger, batch.Name, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = Telemetry.Untraced();
        using var timer = new PeriodicTimer(batch.Pause, clock);
        try
        {
            do
            {
                await TryWriteAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last of it is written by StopAsync.
        }
    }

    // What requests leave behind is worth a line in the log, never the process.
    private async Task TryWriteAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            await batch.WriteAsync(cancellationToken);
            metrics.Wrote(typeof(TBatch).Name, isWritten: true, clock.GetElapsedTime(started));
            _throttle.IsOver(batch.Name);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            metrics.Wrote(typeof(TBatch).Name, isWritten: false, clock.GetElapsedTime(started));
            if (_throttle.MaySay(batch.Name))
            {
                LogNotWritten(logger, batch.Name, batch.Pause.TotalSeconds, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Batch} could not be written before the process ended; what was not is lost.")]
    private static partial void LogLost(ILogger logger, string batch, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Batch} could not be written; it is tried again every {Seconds} seconds, and said once a minute.")]
    private static partial void LogNotWritten(ILogger logger, string batch, double seconds, Exception exception);
}
