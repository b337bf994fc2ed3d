using System.Globalization;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Retention.Parts;

/// <summary>For how many days each kind is kept. What was typed survives a refusal, a lost connection and what others change.</summary>
public sealed partial class RetentionForm
{
    private readonly Dictionary<RetentionKind, string> _typed = [];
    private FormErrors _errors = FormErrors.None;
    private Dictionary<RetentionKind, string> _start = []; // What is typed is a change of it.
    private ElementReference _form;
    private bool _busy;
    private int _revision = -1;

    [Parameter, EditorRequired]
    public required InstanceAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required RetentionView View { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSaved { get; set; }

    [Inject]
    public required SetRetention Set { get; init; }

    [Inject]
    public required RetentionReads Reads { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private bool IsTyped => _typed.Any(typed => typed.Value.Trim() != _start[typed.Key]);

    protected override void OnParametersSet()
    {
        if (_revision < 0)
        {
            TakeAll();
        }

        Follow();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed it since, the save says what.
            StateHasChanged();
        }
    }

    private static Dictionary<RetentionKind, string> Texts(RetentionDays days)
        => Enum.GetValues<RetentionKind>().ToDictionary(kind => kind, kind => days[kind]?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);

    private void TakeAll()
    {
        (_start, _revision, _errors) = (Texts(View.Days), View.Revision, FormErrors.None);
        foreach (var (kind, text) in _start)
        {
            _typed[kind] = text;
        }
    }

    // What is stored now, where nothing was typed. A save that is on its way says first what it stored.
    private void Follow()
    {
        if (!_busy && View.Revision >= _revision && (!IsTyped || View.Revision == _revision))
        {
            Take(View);
        }
    }

    // What was changed here stays; everything else is as they left it.
    private void Take(RetentionView view)
    {
        var theirs = Texts(view.Days);
        foreach (var kind in theirs.Keys)
        {
            _typed[kind] = ThreeWayMerge.Of(_start[kind], _typed[kind], theirs[kind]);
        }

        (_start, _revision) = (theirs, view.Revision);
    }

    private async Task DiscardAsync()
    {
        TakeAll();
        await Task.Yield(); // What the browser takes for untouched is on the screen by then.
        await Browser.ForgetFormAsync(_form);
    }

    // What was typed since is a change of what was saved.
    private async Task SavedAsync(RetentionDays sent, int revision)
    {
        (_start, _revision) = (Texts(sent), revision);
        StateHasChanged(); // The browser keeps with what was typed the revision that is on the screen.
        await Browser.ForgetFormAsync(_form, IsTyped);
        await OnSaved.InvokeAsync();
        if (!WasLeft)
        {
            Follow();
        }
    }

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        if (!IsTyped && _revision == View.Revision)
        {
            Toasts.Say(DisplayText.NothingChanged, NoticeKind.Info);
            return;
        }

        if (!RetentionDays.Parse(kind => _typed[kind]).TryGet(out var days, out _))
        {
            _errors = new FormErrors(RetentionDays.Parse(kind => _typed[kind]).Errors);
            return;
        }

        _busy = true;
        var result = await Set.RunAsync(new(Access, days, _revision), CancellationToken.None);
        if (result.IsOk)
        {
            Toasts.Say("Retention was saved.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk)
        {
            await SavedAsync(days, result.Value);
        }
        else if (result.Error is Error.Conflict { Code: StaleRevision.Code })
        {
            Take(await Reads.ViewAsync(Access)); // They were told what somebody else changed; saving again means it.
        }
    }
}
