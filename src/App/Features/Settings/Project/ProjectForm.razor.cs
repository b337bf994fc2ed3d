using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Project;

/// <summary>The settings of a project. What was typed survives a refusal and a lost connection.</summary>
public sealed partial class ProjectForm
{
    private FormErrors _errors = FormErrors.None;
    private Entries _start = null!; // What is typed is a change of it.
    private ElementReference _form;
    private string? _name;
    private bool _hidesDisabled;
    private bool _busy;
    private int _revision;
    private int? _shown;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required ProjectSettings Settings { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSaved { get; set; }

    [Inject]
    public required EditProject Edit { get; init; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private Entries Typed => new(_name ?? string.Empty, _hidesDisabled);

    private bool IsChanged => Typed with { Name = Typed.Name.Trim() } != _start with { Name = _start.Name.Trim() } || _revision != Settings.Revision;

    // Not by a new form for every revision: whoever saves would lose the focus.
    protected override void OnParametersSet()
    {
        if (_shown != Settings.Info.Id)
        {
            (_shown, _busy) = (Settings.Info.Id, false);
            TakeAll();
        }

        Follow();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !ReadOnly && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed them since, the save says what.
            StateHasChanged();
        }
    }

    private void TakeAll()
    {
        _start = Entries.Of(Settings);
        (_name, _hidesDisabled) = _start;
        (_revision, _errors) = (Settings.Revision, FormErrors.None);
    }

    // What is stored now, where nothing was typed. A save that is on its way says first what it stored.
    private void Follow()
    {
        if (!_busy && Settings.Revision >= _revision && (Typed == _start || Settings.Revision == _revision))
        {
            Take(Settings);
        }
    }

    // What was changed here stays; everything else is as they left it.
    private void Take(ProjectSettings settings)
    {
        var theirs = Entries.Of(settings);
        _name = ThreeWayMerge.Of(_start.Name, Typed.Name, theirs.Name);
        _hidesDisabled = ThreeWayMerge.Of(_start.HidesDisabled, _hidesDisabled, theirs.HidesDisabled);
        (_start, _revision) = (theirs, settings.Revision);
    }

    private async Task DiscardAsync()
    {
        TakeAll();
        await Task.Yield(); // What the browser takes for untouched is on the screen by then.
        await Browser.ForgetFormAsync(_form);
    }

    // What was typed since is a change of what was saved.
    private async Task SavedAsync(Entries sent, int revision)
    {
        (_start, _revision) = (sent, revision);
        StateHasChanged(); // The browser keeps with what was typed the revision that is on the screen.
        await Browser.ForgetFormAsync(_form, Typed != _start);
        await OnSaved.InvokeAsync();
        if (!WasLeft)
        {
            Follow();
        }
    }

    private async Task SaveAsync()
    {
        if (_busy || ReadOnly)
        {
            return;
        }

        if (!IsChanged)
        {
            Toasts.Say(DisplayText.NothingChanged, NoticeKind.Info);
            return;
        }

        _busy = true;
        var sent = Typed;
        var result = await Edit.RunAsync(new(Access, _name ?? string.Empty, _hidesDisabled, _revision), CancellationToken.None);
        if (result.IsOk)
        {
            Toasts.Say("Settings were saved.");
        }

        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(result.Errors));
        if (result.IsOk)
        {
            await SavedAsync(sent, result.Value);
        }
        else if (result.Error is Error.Conflict { Code: StaleRevision.Code })
        {
            Take(await Reads.ProjectAsync(Access)); // They were told what somebody else changed; saving again means it.
        }
    }

    private sealed record Entries(string Name, bool HidesDisabled)
    {
        public static Entries Of(ProjectSettings settings) => new(settings.Info.Name, settings.HideDisabledFlags);
    }
}
