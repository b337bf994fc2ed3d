using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>The settings of a project. What was typed survives a refusal and a lost connection.</summary>
public sealed partial class ProjectForm
{
    private FormErrors _errors = FormErrors.None;
    private ProjectSettings _start = null!;
    private ElementReference _form;
    private string? _name;
    private bool _hidesDisabled;
    private bool _busy;
    private int _revision;
    private (int Id, int Revision)? _taken;

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

    private bool IsChanged => _name?.Trim() != _start.Info.Name || _hidesDisabled != _start.HideDisabledFlags || _revision != Settings.Revision;

    // Not by a new form for every revision: whoever saves would lose the focus.
    protected override void OnParametersSet()
    {
        if (_taken == (Settings.Info.Id, Settings.Revision))
        {
            return;
        }

        _taken = (Settings.Info.Id, Settings.Revision);
        (_start, _name, _hidesDisabled, _revision) = (Settings, Settings.Info.Name, Settings.HideDisabledFlags, Settings.Revision);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !ReadOnly && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed them since, the save says what.
            StateHasChanged();
        }
    }

    // What was changed here stays; everything else is as they left it.
    private void Take(ProjectSettings theirs)
    {
        _name = Merge.Of(_start.Info.Name, _name, theirs.Info.Name);
        _hidesDisabled = Merge.Of(_start.HideDisabledFlags, _hidesDisabled, theirs.HideDisabledFlags);
        (_start, _revision) = (theirs, theirs.Revision);
    }

    private async Task SaveAsync()
    {
        if (_busy || ReadOnly)
        {
            return;
        }

        if (!IsChanged)
        {
            Toasts.Say(Words.NothingChanged, NoticeKind.Info);
            return;
        }

        _busy = true;
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
            await Browser.ForgetFormAsync(_form);
            await OnSaved.InvokeAsync();
        }
        else if (result.Error is Error.Conflict { Code: Stale.Code })
        {
            Take(await Reads.ProjectAsync(Access)); // They were told what somebody else changed; saving again means it.
        }
    }
}
