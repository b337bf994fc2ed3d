using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Feedback;

/// <summary>
/// Asks before something that is hard to take back, and says what it will do. Show it with an <c>@if</c>: it opens when it
/// is rendered, and when it goes the focus returns to whatever opened it.
/// </summary>
public sealed partial class ConfirmDialog : IAsyncDisposable
{
    private static readonly DialogOptions s_options = new() { CloseOnEscapeKey = true, BackdropClick = false, MaxWidth = MaxWidth.Small, FullWidth = true };

    private readonly string _id = ElementIds.New("dialog");
    private MudDialog? _dialog;
    private bool _isGone;

    /// <summary>The question: "End Big button?".</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The button, named by its effect: "End experiment".</summary>
    [Parameter, EditorRequired]
    public required string Action { get; set; }

    /// <summary>The other button.</summary>
    [Parameter]
    public string Cancel { get; set; } = "Cancel";

    [Parameter]
    public bool Danger { get; set; }

    /// <summary>Whether it is being done: the button waits.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Why it was refused; shown inside.</summary>
    [Parameter]
    public IReadOnlyList<Error> Errors { get; set; } = [];

    [Parameter, EditorRequired]
    public required EventCallback OnConfirm { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    /// <summary>What it will do, in sentences.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    public async ValueTask DisposeAsync()
    {
        _isGone = true; // What it asked about may be gone as well, and the frame draws it once more.
        if (_dialog is not null)
        {
            await _dialog.CloseAsync();
        }
    }

    private Task CancelAsync(bool isShown) => isShown ? Task.CompletedTask : OnCancel.InvokeAsync();

    private Task ConfirmAsync() => Busy ? Task.CompletedTask : OnConfirm.InvokeAsync();
}
