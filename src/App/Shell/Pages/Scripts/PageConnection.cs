using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ExperimentAdmin.App.Shell.Pages.Scripts;

/// <summary>
/// The connection of one open page. What the browser was asked over a connection that was lost, and did not answer over the next
/// one, it never heard of or its answer is gone.
/// </summary>
/// <param name="clock">Measures how long an answer may take.</param>
public sealed class PageConnection(TimeProvider clock) : CircuitHandler, IDisposable
{
    /// <summary>How long after it is back answers are still waited for that the browser gives again.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private CancellationTokenSource _current = new();
    private CancellationToken _lost;
    private bool _wasUp;

    /// <summary>An answer of the browser; cancelled once it cannot come any more, because the connection was lost.</summary>
    public Task<T> WaitAsync<T>(Task<T> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.WaitAsync(_lost);
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_wasUp)
        {
            _ = GiveUpAsync(_current);
            _current = new CancellationTokenSource();
        }

        (_lost, _wasUp) = (_current.Token, true);
        return Task.CompletedTask;
    }

    public void Dispose() => _current.Dispose();

    private async Task GiveUpAsync(CancellationTokenSource before)
    {
        await Task.Delay(Grace, clock, CancellationToken.None);
        await before.CancelAsync();
        before.Dispose();
    }
}
