using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>
/// The C# side of <c>wwwroot/js/shell.js</c>, for one open page. A browser that is gone is no error: there is nobody
/// left to show anything to.
/// </summary>
public sealed class ShellScript(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    public async ValueTask DisposeAsync()
    {
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

    internal async Task CallAsync(string function, params object?[] arguments)
        => _ = await AskAsync<object?>(function, arguments);

    internal async Task<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            _module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/shell.js").AsTask();
            return await (await _module).InvokeAsync<T>(function, arguments);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            return default;
        }
    }
}
