using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Parts;

/// <summary>The settings of an environment. What was typed survives a refusal and a lost connection.</summary>
public sealed partial class EnvironmentForm
{
    private const string Follow = "follow";
    private const string Hide = "hide";
    private const string Show = "show";

    private FormErrors _errors = FormErrors.None;
    private EnvironmentSettings _start = null!;
    private ElementReference _form;
    private string? _name;
    private bool _isProduction;
    private string? _hideDisabled;
    private bool _hideSensitive;
    private bool _allowClientTraits;
    private string? _origins;
    private bool _busy;
    private int _revision;
    private (int Id, int Revision)? _taken;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentSettings Settings { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSaved { get; set; }

    [Inject]
    public required EditEnvironment Edit { get; init; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    private IReadOnlyList<(string Value, string Text)> HideOptions =>
    [
        (Follow, $"Like the project, which {(Settings.ProjectHidesDisabledFlags ? "hides" : "shows")} them"),
        (Hide, "Hide them"),
        (Show, "Show them"),
    ];

    private bool IsChanged
        => _name?.Trim() != _start.Info.Name || _isProduction != _start.Info.IsProduction || _hideDisabled != WordOf(_start)
            || _hideSensitive != _start.HideSensitiveData || _allowClientTraits != _start.AllowClientTraits
            || (_origins ?? string.Empty) != (_start.AllowedOrigins ?? string.Empty) || _revision != Settings.Revision;

    // Not by a new form for every revision: whoever saves would lose the focus.
    protected override void OnParametersSet()
    {
        if (_taken == (Settings.Info.Id, Settings.Revision))
        {
            return;
        }

        _taken = (Settings.Info.Id, Settings.Revision);
        (_start, _revision) = (Settings, Settings.Revision);
        (_name, _isProduction, _origins) = (Settings.Info.Name, Settings.Info.IsProduction, Settings.AllowedOrigins);
        (_hideSensitive, _allowClientTraits, _hideDisabled) = (Settings.HideSensitiveData, Settings.AllowClientTraits, WordOf(Settings));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !ReadOnly && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed them since, the save says what.
            StateHasChanged();
        }
    }

    private static string WordOf(EnvironmentSettings settings) => settings.HideDisabledFlags switch { null => Follow, true => Hide, false => Show };

    // What was changed here stays; everything else is as they left it.
    private void Take(EnvironmentSettings theirs)
    {
        _name = Merge.Of(_start.Info.Name, _name, theirs.Info.Name);
        _isProduction = Merge.Of(_start.Info.IsProduction, _isProduction, theirs.Info.IsProduction);
        _hideDisabled = Merge.Of(WordOf(_start), _hideDisabled, WordOf(theirs));
        _hideSensitive = Merge.Of(_start.HideSensitiveData, _hideSensitive, theirs.HideSensitiveData);
        _allowClientTraits = Merge.Of(_start.AllowClientTraits, _allowClientTraits, theirs.AllowClientTraits);
        _origins = Merge.Of(_start.AllowedOrigins, _origins, theirs.AllowedOrigins);
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
        var result = await Edit.RunAsync(
            new(Access, Settings.Info.Id)
            {
                Name = _name ?? string.Empty,
                IsProduction = _isProduction,
                HideDisabledFlags = _hideDisabled switch { Hide => true, Show => false, _ => null },
                HideSensitiveData = _hideSensitive,
                AllowClientTraits = _allowClientTraits,
                AllowedOrigins = _origins,
                ExpectedRevision = _revision,
            },
            CancellationToken.None);
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
        else if (result.Error is Error.Conflict { Code: Stale.Code } && await Reads.EnvironmentAsync(Access, Settings.Info.Id) is { } theirs)
        {
            Take(theirs); // They were told what somebody else changed; saving again means it.
        }
    }
}
