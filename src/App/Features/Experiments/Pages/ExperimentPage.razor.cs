using ExperimentAdmin.App.Features.Experiments.Lifecycle;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Ui.Layout;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>One experiment: where it stands, its rollout, what it is meant to show and what happened to it.</summary>
public sealed partial class ExperimentPage
{
    private ExperimentView? _view;
    private ExperimentAction? _action;
    private bool _opensFlag;
    private bool _loaded;
    private string? _focus;

    [Parameter]
    public required int Id { get; set; }

    /// <summary>What is being edited: <c>rollout</c>, <c>about</c> or nothing. In the address, so that a reload keeps it.</summary>
    [SupplyParameterFromQuery]
    public string? Edit { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Id);

    protected override object Asked => (Workspace, Id);

    protected override Actor Viewer => Workspace.Access.Actor;

    private string Title => _view?.Item.Name ?? (_loaded ? "Experiment not found" : "Experiment");

    private bool IsCompleted => _view?.Item.Status is ExperimentStatus.Completed;

    private bool MayEditRollout => !IsCompleted && !Workspace.Environment.IsArchived && _view?.Item.Rollout.HasDrifted is false
        && Workspace.Access.May(_view.Item.Rollout.Exists ? Permission.EditRollouts : Permission.RunExperiments);

    private bool IsEditingRollout => MayEditRollout && Edit == "rollout";

    private bool MayEditAbout => !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.RunExperiments);

    private bool MayOpenFlag => _view is { Disturbances.Open: null, Item.Status: ExperimentStatus.Running or ExperimentStatus.Paused }
        && !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.Administer);

    private string? ReadOnlyReason => Workspace.Environment.IsArchived
        ? $"{Workspace.Environment.Name} is archived. An administrator can bring it back."
        : IsCompleted
            ? "The experiment is completed, so its rollout can no longer change. To go on testing, create a new experiment on the flag."
            : null;

    protected override void Forget() => (_view, _loaded, _action, _opensFlag, _focus) = (null, false, null, false, null);

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Concerns(AuditKey.Experiment(Id))
            || (_view is { Item.FeatureId: var flag }
                && (change.Concerns(AuditKey.Flag(Workspace.Environment.Id, flag)) || change.Concerns(AuditKey.Feature(flag))));
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var view = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, Id, cancellation);
        return () => (_view, _loaded) = (view, true);
    }

    protected override string Tell(ChangeFeed.Committed change) => NewsText.Of(change, isThere: _view is not null);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is { } focus && Edit is null)
        {
            _focus = null;
            await Browser.FocusAsync(focus);
        }
    }

    private string EditHref(string what) => Navigation.GetUriWithQueryParameter("edit", what);

    // The focus returns to the button that opened the form, as soon as that is there again.
    private void Close()
    {
        _focus = $"edit-{Edit}";
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("edit", (string?)null), replace: true);
    }

    private async Task SavedAsync(string said)
    {
        await LoadAsync();
        if (WasLeft)
        {
            return;
        }

        News = said;
        var wasRollout = IsEditingRollout;
        if (Edit is not null)
        {
            Close();
        }

        // What was saved is said at the top of the page: there is the button that opened the rollout, and of all else the title.
        if (!wasRollout)
        {
            _focus = PageHeader.TitleId;
        }
    }

    private async Task OpenedAsync()
    {
        _opensFlag = false;
        await LoadAsync();
    }

    private async Task ActedAsync()
    {
        var was = _action;
        _action = null;
        if (was is ExperimentAction.Delete)
        {
            Navigation.NavigateTo(Workspace.Href("experiments"));
            return;
        }

        await LoadAsync();
    }
}
