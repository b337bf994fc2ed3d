using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Ui.Percent;

/// <summary>
/// A part whose <c>[data-drag]</c> elements are dragged, or moved by keys, in the browser. One message at a time arrives,
/// the newest wins, and the browser does not let a dragged input be written to.
/// </summary>
public abstract partial class DragRoot : IAsyncDisposable
{
    private DotNetObjectReference<DragRoot>? _self;

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required ScriptOf<DragRoot> Script { get; init; }

    /// <summary>The id of the element around what is dragged.</summary>
    protected string RootId { get; } = ElementIds.New("drag");

    /// <summary>Something was moved.</summary>
    /// <param name="key">What: its <c>data-drag</c>.</param>
    /// <param name="value">Where to, in basis points.</param>
    /// <param name="gesture">The same for all messages of one drag, or of all keys between focus and blur.</param>
    public abstract Task DragAsync(string key, int value, int gesture);

    // The attribute is only looked for on the method itself, not on what it overrides.
    [JSInvokable(nameof(DragAsync))]
    public Task ReceiveDragAsync(string key, int value, int gesture) => DragAsync(key, value, gesture);

    /// <summary>A pointer went down on something that can be dragged, or let it go.</summary>
    [JSInvokable(nameof(HoldAsync))]
    public Task HoldAsync(bool held)
    {
        Browser.Hold(held);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Browser.Hold(false);
        if (_self is not null)
        {
            await Script.CallAsync("detach", RootId);
            _self.Dispose();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Script.CallAsync("attach", RootId, _self);
        }
    }
}
