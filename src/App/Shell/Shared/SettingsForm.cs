using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Changes;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>A form about settings. What was typed survives a refusal, a lost connection and what others change.</summary>
/// <typeparam name="TSettings">What is stored, with its revision.</typeparam>
/// <typeparam name="TEntries">What the fields hold.</typeparam>
public abstract class SettingsForm<TSettings, TEntries> : ActingPart
    where TSettings : class
    where TEntries : class
{
    private TEntries _start = null!; // What is typed is a change of it.
    private object? _shown;

    [Parameter, EditorRequired]
    public required TSettings Settings { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSaved { get; set; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private protected ElementReference Form { get; set; }

    private protected FormErrors Errors { get; private set; } = FormErrors.None;

    private protected bool IsBusy { get; private set; }

    /// <summary>The revision that what is typed is a change of.</summary>
    private protected int Revision { get; private set; }

    /// <summary>Whether somebody else changed what is stored since, beside what is typed here.</summary>
    private protected bool IsOvertaken => !IsBusy && RevisionOf(Settings) > Revision;

    /// <summary>Whose settings they are, compared by value.</summary>
    private protected virtual object Subject => this;

    private protected abstract TEntries Typed { get; set; }

    private protected virtual string Saved => "Settings were saved.";

    // Not by a new form for every revision: whoever saves would lose the focus.
    protected override void OnParametersSet()
    {
        if (!Equals(_shown, Subject))
        {
            (_shown, IsBusy) = (Subject, false);
            TakeAll();
        }

        Follow();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !ReadOnly && await Browser.RestoreFormAsync(Form) is { } revision)
        {
            Revision = revision; // Should somebody have changed them since, the save says what.
            StateHasChanged();
        }
    }

    private protected abstract int RevisionOf(TSettings settings);

    private protected abstract TEntries EntriesOf(TSettings settings);

    /// <summary>What was changed here, and everything else as they left it.</summary>
    private protected abstract TEntries Merge(TEntries start, TEntries typed, TEntries theirs);

    /// <summary>Whether there is nothing to save: blanks that are cut when it is saved do not count.</summary>
    private protected abstract bool IsUnchanged(TEntries start, TEntries typed);

    /// <returns>The revision now.</returns>
    private protected abstract Task<Result<int>> StoreAsync(TEntries entries);

    /// <returns>What is stored now; null when it is gone.</returns>
    private protected abstract Task<TSettings?> LookAsync();

    private protected async Task DiscardAsync()
    {
        TakeAll();
        await Task.Yield(); // What the browser takes for untouched is on the screen by then.
        await Browser.ForgetFormAsync(Form);
    }

    private protected async Task SaveAsync()
    {
        if (IsBusy || ReadOnly)
        {
            return;
        }

        if (IsUnchanged(_start, Typed) && Revision == RevisionOf(Settings))
        {
            Toasts.Say(DisplayText.NothingChanged, Severity.Info);
            return;
        }

        IsBusy = true;
        var sent = Typed;
        var result = await StoreAsync(sent);
        if (result.IsOk)
        {
            Toasts.Say(Saved);
        }

        if (WasLeft)
        {
            return;
        }

        (IsBusy, Errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk)
        {
            await SavedAsync(sent, result.Value);
        }
        else if (result.Error is Error.Conflict { Code: StaleRevision.Code } && await LookAsync() is { } theirs)
        {
            Take(theirs); // They were told what somebody else changed; saving again means it.
        }
    }

    private void TakeAll()
    {
        _start = EntriesOf(Settings);
        (Typed, Revision, Errors) = (_start, RevisionOf(Settings), FormErrors.None);
    }

    // What is stored now, where nothing was typed. A save that is on its way says first what it stored.
    private void Follow()
    {
        var revision = RevisionOf(Settings);
        if (!IsBusy && revision >= Revision && (Typed.Equals(_start) || revision == Revision))
        {
            Take(Settings);
        }
    }

    private void Take(TSettings settings)
    {
        var theirs = EntriesOf(settings);
        Typed = Merge(_start, Typed, theirs);
        (_start, Revision) = (theirs, RevisionOf(settings));
    }

    // What was typed since is a change of what was saved.
    private async Task SavedAsync(TEntries sent, int revision)
    {
        (_start, Revision) = (sent, revision);
        StateHasChanged(); // The browser keeps with what was typed the revision that is on the screen.
        await Browser.ForgetFormAsync(Form, !Typed.Equals(_start));
        await OnSaved.InvokeAsync();
        if (!WasLeft)
        {
            Follow();
        }
    }
}
