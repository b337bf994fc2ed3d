using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Flags.Overview;

/// <summary>What is written about a flag, where it is used, and how it is put away.</summary>
public sealed partial class SettingsTab
{
    private ElementReference _form;
    private FormErrors _errors = FormErrors.None;
    private FlagUses? _uses;
    private FlagAction? _asked;
    private Entries? _start; // What is typed is a change of it.
    private string? _description;
    private string? _tags;
    private int? _owner;
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
        Description = Typed.Description == _start!.Description ? null : Typed.Description,
        Tags = Typed.Tags == _start.Tags ? null : TagRules.Split(_tags),
        Owner = _owner == _start.Owner ? null : new NewOwner(_owner),
        ServerKeyOnly = _serverKeyOnly == _start.ServerKeyOnly ? null : _serverKeyOnly,
        InitialValue = Typed.InitialValue == _start.InitialValue ? null : new NewValue(_initialValue),
        DefaultEnabled = _defaultEnabled == _start.DefaultEnabled ? null : _defaultEnabled,
        ExpectedRevision = _revision,
    };

    private Entries Typed => new(
        _description ?? string.Empty, _tags ?? string.Empty, _owner, _initialValue ?? string.Empty, _serverKeyOnly, _defaultEnabled);

    private bool IsChanged => Typed != _start;

    protected override object Subject => View.FeatureId;

    protected override object Asked => (Workspace, View);

    protected override void Forget() => (_start, _uses, _asked, _errors, _busy) = (null, null, null, FormErrors.None, false);

    protected override void Given()
    {
        if (_start is null)
        {
            _start = Entries.Of(View);
            (_description, _tags, _owner) = (View.Description, _start.Tags, _start.Owner);
            (_initialValue, _serverKeyOnly, _defaultEnabled) = (View.InitialValue, View.ServerKeyOnly, View.DefaultEnabled);
            _revision = View.FeatureRevision;
        }

        Follow();
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

    // What is stored now, where nothing was typed. A save that is on its way says first what it stored.
    private void Follow()
    {
        if (_busy || View.FeatureRevision < _revision || (IsChanged && View.FeatureRevision != _revision))
        {
            return;
        }

        var theirs = Entries.Of(View);
        _description = ThreeWayMerge.Of(_start!.Description, Typed.Description, theirs.Description);
        _tags = ThreeWayMerge.Of(_start.Tags, Typed.Tags, theirs.Tags);
        _owner = ThreeWayMerge.Of(_start.Owner, _owner, theirs.Owner);
        _initialValue = ThreeWayMerge.Of(_start.InitialValue, Typed.InitialValue, theirs.InitialValue);
        _serverKeyOnly = ThreeWayMerge.Of(_start.ServerKeyOnly, _serverKeyOnly, theirs.ServerKeyOnly);
        _defaultEnabled = ThreeWayMerge.Of(_start.DefaultEnabled, _defaultEnabled, theirs.DefaultEnabled);
        (_start, _revision) = (theirs, View.FeatureRevision);
    }

    private void Forgive() => _errors = _errors.Without("description", "tags", "owner", "initialValue");

    private async Task SaveAsync()
    {
        if (_busy)
        {
            return;
        }

        if (!IsChanged && _revision == View.FeatureRevision)
        {
            Toasts.Say(DisplayText.NothingChanged, Severity.Info);
            return;
        }

        _busy = true;
        var sent = Typed;
        var saved = await Edit.RunAsync(Wanted, CancellationToken.None);
        if (saved.IsOk)
        {
            Toasts.Say($"The settings of {View.Name} are saved.");
        }

        await OnChanged.InvokeAsync();
        if (WasLeft)
        {
            return;
        }

        (_busy, _errors) = (false, new FormErrors(saved.Errors));
        if (saved.IsOk)
        {
            (_start, _revision) = (sent, saved.Value);
            Follow();
            StateHasChanged(); // The browser keeps with what was typed since the revision that is on the screen.
            await Browser.ForgetFormAsync(_form, IsChanged);
        }
        else if (saved.Error?.Code == StaleRevision.Code)
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

    private sealed record Entries(string Description, string Tags, int? Owner, string InitialValue, bool ServerKeyOnly, bool DefaultEnabled)
    {
        public static Entries Of(FlagView view) => new(
            view.Description, TagRules.Join(view.Tags), view.Owner?.PersonId, view.InitialValue ?? string.Empty, view.ServerKeyOnly, view.DefaultEnabled);
    }
}
