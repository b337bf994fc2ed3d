using ExperimentAdmin.App.Features.Segments.Parts;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Reads;
using ExperimentAdmin.Core.Segments.Reads;
using ExperimentAdmin.Core.Segments.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Pages;

/// <summary>One segment: who is in it, a box to try it, where it is used, and its history.</summary>
public sealed partial class SegmentPage : IDisposable
{
    private SegmentView? _view;
    private SegmentDraft _draft = SegmentDraft.New();
    private EnvironmentSettings? _settings;
    private SegmentForm? _form;
    private FormErrors _errors = FormErrors.None;
    private SegmentAction? _asked;
    private IDisposable? _listening;
    private (int Id, Workspace Workspace)? _shown;
    private string? _told;
    private int _revision;
    private bool _isMissing;
    private bool _isStale;
    private bool _busy;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [Parameter]
    public int Id { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required SegmentReads Reads { get; init; }

    [Inject]
    public required SettingsReads Settings { get; init; }

    [Inject]
    public required EditSegment Edit { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private bool CanEdit => MayEdit && _view is { Item.IsArchived: false };

    public void Dispose() => _listening?.Dispose();

    protected override void OnInitialized() => _listening = Feed.Subscribe(change =>
    {
        if (change.Concerns(AuditKey.Segment(Id)))
        {
            _ = InvokeAsync(() => FollowAsync(change));
        }
    });

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Id, Workspace))
        {
            return;
        }

        _shown = (Id, Workspace);
        _settings = await Settings.EnvironmentAsync(Workspace.Access, Workspace.Environment.Id);
        await LoadAsync();
        Discard();
    }

    private async Task LoadAsync()
    {
        _view = await Reads.FindAsync(Workspace.Access, Id);
        _isMissing = _view is null;
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

        _busy = true;
        var edited = await Edit.RunAsync(
            new(Workspace.Access, Id)
            {
                Name = _draft.NewName,
                Description = _draft.NewDescription,
                Rules = _draft.ChangesRules || view.Rules is null || !view.IsTidy ? _draft.Root.ToRules() : null,
                ExpectedRevision = _revision,
            },
            CancellationToken.None);
        _busy = false;
        if (!edited.TryGet(out var answer, out var error))
        {
            _errors = new FormErrors(edited.Errors);
            await CatchUpAsync(error.Code == Stale.Code);
            return;
        }

        Toasts.Say(
            answer.Outranked.Count == 0
                ? $"{_draft.Name?.Trim()} is saved."
                : $"{_draft.Name?.Trim()} is saved. It takes identities out of {Words.List([.. answer.Outranked.Select(rollout => rollout.ExperimentName)])}.",
            answer.Outranked.Count == 0 ? NoticeKind.Success : NoticeKind.Warning);
        await _form!.ForgetAsync();
        await LoadAsync();
        Discard();
    }

    // What the refused save was made from is replaced by what is stored now, so that the next one can go through.
    private async Task CatchUpAsync(bool isStale)
    {
        if (isStale)
        {
            await LoadAsync();
            (_isStale, _revision) = (!_isMissing, _view?.Item.Revision ?? _revision);
        }
    }

    private void Restored(int revision)
    {
        _revision = revision;
        _isStale = revision != _view?.Item.Revision;
    }

    private async Task FollowAsync(ChangeFeed.Committed change)
    {
        try
        {
            if (_busy || change.Number <= _view?.Item.Revision)
            {
                return; // This page's own change, which it shows already.
            }

            _told = $"{change.Actor.Name}: {change.Summary}, just now.";
            if (!_draft.IsChanged)
            {
                await LoadAsync();
                Discard();
            }

            StateHasChanged();
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
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
        Discard();
    }
}
