namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>What requests leave behind that is no change: kept in memory, and written together every now and then.</summary>
public interface IBatch
{
    /// <summary>What is written, as the log names it: "The traits of identities".</summary>
    string Name { get; }

    /// <summary>How long it waits from one write to the next.</summary>
    TimeSpan Pause { get; }

    /// <summary>Writes what came in since the last time. What cannot be written is kept for the next time.</summary>
    Task WriteAsync(CancellationToken cancellationToken);
}
