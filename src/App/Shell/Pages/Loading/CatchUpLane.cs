namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>
/// Where all open pages of the process catch up with changes: on half of the processors, so that many open pages leave the rest to
/// whoever saves.
/// </summary>
public sealed class CatchUpLane(TimeProvider clock) : IDisposable
{
    /// <summary>After this long a catching up gives its place to the next one; it goes on without.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(Places, Places);

    /// <summary>How many catch up at a time.</summary>
    public static int Places => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Catches up as soon as there is a place.</summary>
    /// <param name="catchUp">What does it.</param>
    /// <param name="gone">The page was closed: it no longer waits.</param>
    /// <returns>What it answers, however long that takes.</returns>
    public async Task<bool> RunAsync(Func<Task<bool>> catchUp, CancellationToken gone)
    {
        ArgumentNullException.ThrowIfNull(catchUp);
        await _places.WaitAsync(gone);
        Task<bool> working;
        try
        {
            working = Task.Run(catchUp, CancellationToken.None); // On SQLite a read holds the thread that it is called on.
            await ((Task)working).WaitAsync(Longest, clock, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _places.Release();
        }

        return await working;
    }

    public void Dispose() => _places.Dispose();
}
