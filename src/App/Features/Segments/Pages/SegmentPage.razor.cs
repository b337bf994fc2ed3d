using ExperimentAdmin.App.Features.Segments.Edit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>One segment: who is in it, a box to try it, where it is used, and its history.</summary>
public sealed partial class SegmentPage
{
    private SegmentView? _view;
    private SegmentDraft _draft = SegmentDraft.New();
    private EnvironmentSettings? _settings;
    private SegmentForm? _form;
    private FormErrors _errors = FormErrors.None;
    private SegmentAction? _asked;
    private int _revision;
    private bool _isMissing;
    private bool _isStale;
    private bool _busy;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required SegmentReads Reads { get; init; }

    [Inject]
    public required SettingsReads Settings { get; init; }

    [Inject]
    public required EditSegment Edit { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Id);

    protected override object Asked => (Workspace, Id);

    protected override Actor Viewer => Workspace.Access.Actor;

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private bool CanEdit => MayEdit && _view is { Item.IsArchived: false };

    protected override void Forget()
    {
        (_view, _settings, _isMissing, _asked) = (null, null, false, null);
        (_draft, _revision, _errors, _isStale, _busy) = (SegmentDraft.New(), 0, FormErrors.None, false, false);
    }

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Concerns(AuditKey.Segment(Id));
    }

    // Also what the same person did in another window, while it is not on this page.
    protected override bool IsNews(ChangeFeed.Committed change, bool isNew) => base.IsNews(change, isNew) || (isNew && !_busy);

    protected override string Tell(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return $"{change.Actor.Name}: {change.Summary}, just now.";
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var settings = await Settings.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        var view = await Reads.FindAsync(Workspace.Access, Id, cancellation);
        return () => Show(view, settings);
    }

    // What somebody is typing stays, also when the segment is gone; the rest is as it is now.
    private void Show(SegmentView? view, EnvironmentSettings? settings)
    {
        if (_view is not null && (_busy || _draft.IsChanged))
        {
            _view = view ?? _view;
            Follow();
            return;
        }

        var isFirst = _view is null;
        (_view, _settings, _isMissing) = (view, settings, view is null);
        if (isFirst)
        {
            Discard();
        }
        else
        {
            Follow();
        }
    }

    // In the same form: in the fields of a new one nobody would be. A save that is on its way says first what it stored.
    private void Follow()
    {
        if (_busy || _view is not { } view || view.Item.Revision < _revision || (_draft.IsChanged && view.Item.Revision != _revision))
        {
            return;
        }

        _draft.StartFrom(view.Item.Name, view.Item.Description, view.Rules);
        _revision = view.Item.Revision;
        if (!_draft.IsChanged)
        {
            (_errors, _isStale) = (FormErrors.None, false);
        }
    }

    private void Discard()
    {
        if (_view is { } view)
        {
            _draft = SegmentDraft.Of(view.Item.Name, view.Item.Description, view.Rules);
            _revision = view.Item.Revision;
        }

        (_errors, _isStale) = (FormErrors.None, false);
    }

    private async Task SaveAsync()
    {
        if (_busy || _view is not { } view)
        {
            return;
        }

        var wanted = Wanted(view);
        if (wanted is { Name: null, Description: null, Rules: null } && _revision == view.Item.Revision)
        {
            Toasts.Say(DisplayText.NothingChanged, Severity.Info);
            return;
        }

        _busy = true;
        var sent = _draft.Entered;
        var edited = await Edit.RunAsync(wanted, CancellationToken.None);
        if (edited.TryGet(out var answer, out var error))
        {
            Toasts.Say(
                answer.Outranked.Count == 0
                    ? $"{sent.Name.Trim()} is saved."
                    : $"{sent.Name.Trim()} is saved. It takes identities out of {DisplayText.List([.. answer.Outranked.Select(rollout => rollout.ExperimentName)])}.",
                answer.Outranked.Count == 0 ? Severity.Success : Severity.Warning);
        }

        if (!WasLeft)
        {
            await (error is null ? SavedAsync(sent, answer!.Revision) : RefusedAsync(edited.Errors));
        }
    }

    // What was typed since is a change of what was saved.
    private async Task SavedAsync(SegmentDraft.Entries sent, int revision)
    {
        _draft.StartFrom(sent);
        (_busy, _revision, _errors, _isStale) = (false, revision, FormErrors.None, false);
        StateHasChanged(); // The browser keeps with what was typed the revision that is on the screen.
        await (_form?.ForgetSavedAsync() ?? Task.CompletedTask);
        await LoadAsync();
        if (!WasLeft)
        {
            Follow(); // Also what was read before it was known that it was this save's.
        }
    }

    private EditSegment.Command Wanted(SegmentView view) => new(Workspace.Access, Id)
    {
        Name = _draft.NewName,
        Description = _draft.NewDescription,
        Rules = _draft.ChangesRules || view.Rules is null || !view.IsTidy ? _draft.Root.ToRules() : null,
        ExpectedRevision = _revision,
    };

    // What the refused save was made from is replaced by what is stored now, so that the next one can go through.
    private async Task RefusedAsync(IReadOnlyList<Error> errors)
    {
        _busy = false;
        var isStale = errors[0].Code == StaleRevision.Code;
        if (isStale)
        {
            await LoadAsync();
        }

        if (!WasLeft)
        {
            _errors = new FormErrors(errors);
            (_isStale, _revision) = isStale ? (true, _view?.Item.Revision ?? _revision) : (_isStale, _revision);
        }
    }

    private void Restored(int revision)
    {
        _revision = revision;
        _isStale = revision != _view?.Item.Revision;
    }

    private async Task ActedAsync()
    {
        var deleted = _asked is SegmentAction.Delete;
        _asked = null;
        if (deleted)
        {
            Navigation.NavigateTo(Workspace.Href("segments"));
            return;
        }

        await LoadAsync();
        if (!WasLeft)
        {
            Discard();
        }
    }
}
