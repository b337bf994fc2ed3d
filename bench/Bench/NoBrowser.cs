using Microsoft.JSInterop;

namespace ExperimentAdmin.Bench;

/// <summary>Stands in for the browser of a page that nobody looks at.</summary>
internal sealed class NoBrowser : IJSRuntime
{
    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        => throw new JSDisconnectedException("There is no browser.");

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        => throw new JSDisconnectedException("There is no browser.");
}
