using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Shell.Pages.Scripts;

/// <summary>
/// The C# side of one script file, for one open page. A browser that is gone is no error: there is nobody left to show
/// anything to, and neither is a question that went with a lost connection. A file that could not be fetched is fetched again
/// the next time.
/// </summary>
/// <param name="js">The browser.</param>
/// <param name="connection">What the browser is asked over; null where it cannot be lost.</param>
/// <param name="path">The file, from the application's base.</param>
public abstract class ScriptModule(IJSRuntime js, PageConnection? connection, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_module is { IsCompletedSuccessfully: true })
        {
            try
            {
                await (await _module).DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page was closed; its module went with it.
            }
        }
    }

    /// <summary>Calls a function of the file.</summary>
    protected internal async Task CallAsync(string function, params object?[] arguments)
        => _ = await AskAsync<object?>(function, arguments);

    /// <summary>Calls a function of the file.</summary>
    /// <returns>Its answer; the default when the browser could not be asked.</returns>
    protected internal async Task<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        Task<IJSObjectReference>? module = null;
        try
        {
            module = Import();
            return await OrLostAsync((await OrLostAsync(module)).InvokeAsync<T>(function, arguments).AsTask());
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            _module = module is { IsCompletedSuccessfully: true } ? _module : null; // Asked for again the next time.
            return default; // The page closed or lost its connection, perhaps while it was asked.
        }
        catch (JSException) when (module is { IsFaulted: true })
        {
            return default; // The connection failed before the file was there.
        }
    }

    /// <summary>Fetches the file, for what it listens to by itself.</summary>
    protected internal async Task LoadAsync()
    {
        try
        {
            _ = await OrLostAsync(Import());
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException or JSException)
        {
            _module = null; // The page is gone, or its connection: it is fetched with the first question.
        }
    }

    private Task<T> OrLostAsync<T>(Task<T> answer) => connection?.WaitAsync(answer) ?? answer;

    private Task<IJSObjectReference> Import()
    {
        if (_module is null or { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _module = js.InvokeAsync<IJSObjectReference>("import", path).AsTask();
        }

        return _module;
    }
}
