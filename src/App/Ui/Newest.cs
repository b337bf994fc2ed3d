namespace ExperimentAdmin.App.Ui;

/// <summary>
/// What a page asks the database for: while several questions are under way only the newest is to be shown, however the
/// answers overtake each other, and nothing once the page is gone.
/// </summary>
public sealed class Newest : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly CancellationToken _token;
    private int _turn;

    public Newest() => _token = _gone.Token;

    /// <summary>Asks, and so makes every older question obsolete.</summary>
    /// <returns>Whether the answer is to be shown, and the answer.</returns>
    public async Task<(bool IsNewest, T Answer)> AskAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var turn = ++_turn;
        try
        {
            var answer = await ask(_token);
            return (turn == _turn && !_token.IsCancellationRequested, answer);
        }
        catch (OperationCanceledException) when (_token.IsCancellationRequested)
        {
            return (false, default!); // Somebody went on meanwhile.
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
