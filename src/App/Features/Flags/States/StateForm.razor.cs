using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.States;

/// <summary>
/// Edits what one scope of a flag serves. Changes of other people are taken in while nothing was typed; after that the
/// draft stays, and saving it is refused until it was seen beside theirs.
/// </summary>
public sealed partial class StateForm
{
    private ElementReference _form;
    private StateDraft _draft = null!;
    private ServedState? _start;
    private FormErrors _errors = FormErrors.None;
    private int _revision;
    private int _turn;
    private bool _isStale;
    private bool _refused;
    private bool _busy;
    private string? _hint;
    private string? _who;

    /// <summary>What the scope serves.</summary>
    [Parameter, EditorRequired]
    public required ServedState State { get; set; }

    /// <summary>The flag's revision that <see cref="State"/> is of.</summary>
    [Parameter, EditorRequired]
    public required int Revision { get; set; }

    /// <summary>The flag's variants in ordinal order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<VariantView> Variants { get; set; }

    [Parameter, EditorRequired]
    public required FlagValueType Type { get; set; }

    /// <summary>Saves a change made from a revision; answers, when <see cref="State"/> shows it, with the flag's revision then.</summary>
    [Parameter, EditorRequired]
    public required Func<StateChange, int, Task<Result<int>>> Save { get; set; }

    /// <summary>The button, named by its effect.</summary>
    [Parameter]
    public string Action { get; set; } = "Save changes";

    /// <summary>Whether the scope does not exist yet, so that saving it unchanged makes it.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    /// <summary>Who is served, for screen readers.</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";

    /// <summary>The scope in a word. What is typed is kept under it for a reload of the page; without it nothing is.</summary>
    [Parameter]
    public string? Keep { get; set; }

    /// <summary>Fields that come first.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Closes the form; without it the form stays.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override void OnParametersSet()
    {
        if (_start is null || (!_draft.IsChanged && !_isStale && !_refused && !_busy))
        {
            Take();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Keep is not null && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed the flag since, the save says what.
            StateHasChanged();
        }
    }

    private void Take()
    {
        (_start, _revision, _draft) = (State, Revision, StateDraft.Of(State, Variants));
        (_errors, _isStale, _refused, _hint) = (FormErrors.None, false, false, null);
    }

    // What is saved is shown by now: nothing else tells the form so. What was typed since is a change of what was saved, and not of what
    // somebody else made of that already: the next save is refused for it.
    private void TakeOver(StateDraft sent, int revision)
    {
        var isTyped = _refused || !_draft.IsAs(sent);
        (_start, _revision) = Revision == revision || (Revision > revision && !isTyped) ? (State, Revision) : (sent.ToState(), revision);
        _draft = _draft.Onto(_start, Variants, sent);
        (_errors, _isStale, _hint) = (FormErrors.None, false, null);
    }

    private async Task DiscardAsync()
    {
        Take();
        _turn++; // A box keeps what was typed and refused, so that it has to be a new one.
        await ForgetAsync();
    }

    private async Task CancelAsync()
    {
        await ForgetAsync();
        await OnCancel.InvokeAsync();
    }

    private async Task ForgetAsync()
    {
        if (Keep is not null)
        {
            await Browser.ForgetFormAsync(_form);
            await Browser.ForgetAsync(Keep); // Whoever saved may have closed the form by now.
        }
    }

    private Task SavedAsync()
    {
        StateHasChanged(); // The browser keeps with what was typed since the revision that is on the screen.
        return Keep is not null && !IsGone && (_draft.IsChanged || _refused) ? Browser.KeepFormAsync(_form) : ForgetAsync();
    }

    // What somebody corrects is no longer wrong.
    private void Forgive() => (_errors, _hint) = (_errors.Without("value", "allocations"), null);

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        if (_refused)
        {
            _hint = "Correct the percentage that is marked first.";
            return;
        }

        if (!_draft.IsChanged && !IsNew)
        {
            _hint = DisplayText.NothingChanged;
            return;
        }

        _busy = true;
        var sent = _draft.Copy();
        // Once theirs is shown, the next save is made from it.
        var saved = await Save(_draft.ToChange(IsNew), _isStale ? Revision : _revision);
        if (WasLeft)
        {
            return; // What is kept now is what was typed elsewhere.
        }

        _busy = false;
        if (saved.IsOk)
        {
            TakeOver(sent, saved.Value);
            await SavedAsync();
            return;
        }

        _errors = new FormErrors(saved.Errors);
        if (saved.Errors.FirstOrDefault(error => error.Code == StaleRevision.Code) is { } stale)
        {
            (_isStale, _who) = (true, stale.Subject);
        }
    }
}
