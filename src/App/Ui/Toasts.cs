using MudBlazor;

namespace ExperimentAdmin.App.Ui;

/// <summary>Says what was just done, over whatever page comes next. <see cref="ToastHost"/> in the frame shows it.</summary>
public sealed class Toasts(TimeProvider clock)
{
    /// <summary>How long a message stays.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromSeconds(6);

    private readonly List<Toast> _open = [];
    private int _last;

    /// <summary>Raised on the thread that changed the list.</summary>
    public event EventHandler? Changed;

    /// <summary>The messages that are shown, oldest first.</summary>
    public IReadOnlyList<Toast> Open
    {
        get
        {
            lock (_open)
            {
                return [.. _open];
            }
        }
    }

    /// <summary>Shows a message for a few seconds; a problem stays until it is closed.</summary>
    public void Say(string text, Severity kind = Severity.Success)
    {
        var toast = new Toast(Interlocked.Increment(ref _last), text, kind);
        lock (_open)
        {
            _open.Add(toast);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        if (kind is not Severity.Error)
        {
            _ = CloseLaterAsync(toast);
        }
    }

    public void Close(Toast toast)
    {
        lock (_open)
        {
            if (!_open.Remove(toast))
            {
                return;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private async Task CloseLaterAsync(Toast toast)
    {
        await Task.Delay(Stay, clock);
        Close(toast);
    }
}
