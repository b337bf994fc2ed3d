using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Flags.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Parts;

/// <summary>What is written about a flag, where it is used, and how it is put away.</summary>
public sealed partial class SettingsTab
{
    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private FlagUses? _uses;
    private FlagAction? _asked;
    private FlagView? _start;
    private string? _description;
    private string? _initialValue;
    private bool _serverKeyOnly;
    private bool _defaultEnabled;
    private int _revision;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>Something was saved, or is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required FlagReads Reads { get; init; }

    [Inject]
    public required EditFeature Edit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private bool CanEdit => MayEdit && !View.IsArchived;

    // What was changed, and nothing else: a save that comes after somebody else's leaves theirs alone.
    private EditFeature.Command Wanted => new(Workspace.Access, View.FeatureId)
    {
        Description = (_description ?? string.Empty) == _start!.Description ? null : _description ?? string.Empty,
        ServerKeyOnly = _serverKeyOnly == _start.ServerKeyOnly ? null : _serverKeyOnly,
        InitialValue = (_initialValue ?? string.Empty) == (_start.InitialValue ?? string.Empty) ? null : new NewValue(_initialValue),
        DefaultEnabled = _defaultEnabled == _start.DefaultEnabled ? null : _defaultEnabled,
        ExpectedRevision = _revision,
    };

    private bool IsChanged => Wanted is not { Description: null, ServerKeyOnly: null, InitialValue: null, DefaultEnabled: null };

    protected override object Subject => View.FeatureId;

    protected override object Asked => (Workspace, View);

    protected override void Forget() => (_start, _uses, _asked, _errors, _busy) = (null, null, null, FormErrors.None, false);

    protected override void Given()
    {
        if (_start is null || !IsChanged)
        {
            TakeTheirs();
        }
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var uses = await Reads.WhereUsedAsync(Workspace.Access, View.FeatureId, cancellation);
        return () => _uses = uses;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && CanEdit && await Browser.RestoreFormAsync(_form) is { } revision)
        {
            _revision = revision; // Should somebody have changed the flag since, the save says what.
            StateHasChanged();
        }
    }

    private void TakeTheirs()
    {
        (_start, _revision) = (View, View.FeatureRevision);
        (_description, _initialValue) = (View.Description, View.InitialValue);
        (_serverKeyOnly, _defaultEnabled) = (View.ServerKeyOnly, View.DefaultEnabled);
    }

    private void Forgive() => _errors = _errors.Without("description", "initialValue");

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        if (!IsChanged && _revision == View.FeatureRevision)
        {
            Toasts.Say(Words.NothingChanged, NoticeKind.Info);
            return;
        }

        _busy = true;
        var saved = await Edit.RunAsync(Wanted, CancellationToken.None);
        if (saved.IsOk)
        {
            Toasts.Say($"The settings of {View.Name} are saved.");
        }

        (_busy, _errors) = (false, new FormErrors(saved.Errors));
        await OnChanged.InvokeAsync();
        if (WasLeft)
        {
            return;
        }

        if (saved.IsOk)
        {
            TakeTheirs();
            await Browser.ForgetFormAsync(_form);
        }
        else if (saved.Error?.Code == Stale.Code)
        {
            // What somebody typed stays; the refusal says who changed what, and the next save is made from there.
            _revision = View.FeatureRevision;
        }
    }

    private Task ActedAsync()
    {
        var deleted = _asked is FlagAction.Delete;
        _asked = null;
        if (deleted)
        {
            Navigation.NavigateTo(Workspace.Href("flags"));
            return Task.CompletedTask;
        }

        return OnChanged.InvokeAsync();
    }
}
