using System.Collections.Concurrent;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>
/// The order of loads: one at a time for an environment, and few at once, so that requests find connections. One that takes long gives
/// its place to another, as long as there are not too many of those either.
/// </summary>
internal sealed class LoadScheduler(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, SemaphoreSlim> _scheduler = [];
    private readonly SemaphoreSlim _places = new(4);
    private readonly SemaphoreSlim _placesOfSlowOnes = new(12);

    public void Dispose()
    {
        _places.Dispose();
        _placesOfSlowOnes.Dispose();
    }

    /// <summary>Runs a load when it is its turn, on another thread: reading a file keeps the one that it runs on.</summary>
    /// <param name="environmentId">Whose load it is.</param>
    /// <param name="loadAsync">To be asked whether it is still needed: whoever waited finds that the one before brought their change too.</param>
    /// <param name="cancellationToken">Ends the wait; the load ends by itself.</param>
    public async Task RunAsync(int environmentId, Func<Task> loadAsync, CancellationToken cancellationToken)
    {
        var turn = _scheduler.GetOrAdd(environmentId, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            await _places.WaitAsync(cancellationToken);
            var place = _places;
            try
            {
                var load = Task.Run(loadAsync, CancellationToken.None);
                if (!await EndsSoonAsync(load) && _placesOfSlowOnes.Wait(0, CancellationToken.None))
                {
                    _ = _places.Release();
                    place = _placesOfSlowOnes;
                }

                await load;
            }
            finally
            {
                _ = place.Release();
            }
        }
        finally
        {
            _ = turn.Release();
        }
    }

    private async Task<bool> EndsSoonAsync(Task load)
    {
        using var over = new CancellationTokenSource();
        var isOver = await Task.WhenAny(load, Task.Delay(s_long, clock, over.Token)) == load;
        await over.CancelAsync();
        return isOver;
    }
}
