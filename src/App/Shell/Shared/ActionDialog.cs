using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Changes;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>A dialog that asks before something is done, does it once, and says so or why not. Show it with an <c>@if</c>.</summary>
public abstract class ActionDialog : ActingPart
{
    /// <summary>It was done; the dialog can go.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private protected IReadOnlyList<Error> Errors { get; private set; } = [];

    private protected bool IsBusy { get; private set; }

    /// <summary>Whether what is asked for is as it is already.</summary>
    private protected virtual bool ChangesNothing => false;

    /// <summary>What is said when it was done; null for nothing.</summary>
    private protected virtual string? Done => null;

    /// <returns>Why it was refused.</returns>
    private protected abstract Task<IReadOnlyList<Error>> DoAsync();

    /// <summary>They were told what somebody else changed, which comes before the eyes now; asking again means it.</summary>
    private protected virtual Task LookAgainAsync() => Task.CompletedTask;

    private protected async Task RunAsync()
    {
        if (IsBusy)
        {
            return;
        }

        if (ChangesNothing)
        {
            Toasts.Say(DisplayText.NothingChanged, Severity.Info);
            await OnCancel.InvokeAsync();
            return;
        }

        IsBusy = true;
        try
        {
            Errors = await DoAsync();
        }
        finally
        {
            IsBusy = false;
        }

        if (Errors.Any(error => error.Code == StaleRevision.Code))
        {
            await LookAgainAsync();
        }
        else if (Errors.Count == 0)
        {
            if (Done is { } done)
            {
                Toasts.Say(done);
            }

            await OnDone.InvokeAsync();
        }
    }
}
