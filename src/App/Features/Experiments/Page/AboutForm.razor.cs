using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What is written about an experiment, and who owns it, while somebody edits it.</summary>
public sealed partial class AboutForm
{
    private readonly FormChecks _checks = new();
    private ElementReference _form;
    private Entries _opened = null!;
    private Entries _typed = null!;
    private int _revision;
    private bool _warned;
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<string> OnSaved { get; set; }

    /// <summary>The save was refused because the experiment is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnRefused { get; set; }

    [Inject]
    public required EditExperiment Edit { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override void OnInitialized() => TakeTheirs();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.FocusAsync(ElementIds.Field("name"));
            if (await Browser.RestoreFormAsync(_form) is { } revision)
            {
                _revision = revision;
                StateHasChanged();
            }
        }
    }

    private void TakeTheirs()
    {
        _opened = _typed = Entries.Of(View);
        KeepMine();
    }

    // What was changed here stays; the rest is as they left it.
    private void KeepMine()
    {
        var theirs = Entries.Of(View);
        _typed = new Entries(
            ThreeWayMerge.Of(_opened.Name, _typed.Name, theirs.Name),
            ThreeWayMerge.Of(_opened.Hypothesis, _typed.Hypothesis, theirs.Hypothesis),
            ThreeWayMerge.Of(_opened.Description, _typed.Description, theirs.Description),
            ThreeWayMerge.Of(_opened.Tags, _typed.Tags, theirs.Tags),
            ThreeWayMerge.Of(_opened.Owner, _typed.Owner, theirs.Owner),
            ThreeWayMerge.Of(_opened.PlannedDays, _typed.PlannedDays, theirs.PlannedDays));
        (_opened, _revision, _warned) = (theirs, View.Item.Revision, false);
        _checks.Clear();
    }

    // What is no number is as wrong as one that is too large.
    private int? Days => string.IsNullOrWhiteSpace(_typed.PlannedDays) ? 0
        : int.TryParse(_typed.PlannedDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days
        : -1;

    private List<Error> Broken() =>
    [
        .. _typed.Name.Trim() == View.Item.Name ? ExperimentText.CheckName(_typed.Name) : ExperimentText.CheckNewName(_typed.Name),
        .. ExperimentText.CheckHypothesis(_typed.Hypothesis),
        .. ExperimentText.CheckDescription(_typed.Description),
        .. TagRules.Check(TagRules.Split(_typed.Tags)),
        .. ExperimentText.CheckPlan(Days),
    ];

    private void Change(Entries typed)
    {
        _typed = typed;
        _checks.Change(Broken());
    }

    private void Leave(string field) => _checks.Leave(field, Broken());

    private async Task CancelAsync()
    {
        await Browser.ForgetFormAsync(_form);
        await OnClose.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (_busy || !_checks.Try(Broken()))
        {
            return;
        }

        if (_typed.IsSameAs(Entries.Of(View)) && _revision == View.Item.Revision)
        {
            await Browser.ForgetFormAsync(_form);
            await OnSaved.InvokeAsync(DisplayText.NothingChanged);
            return;
        }

        _busy = true;
        try
        {
            await StoreAsync();
        }
        finally
        {
            _busy = false; // Not before: the page hears of this save like of anybody's, and would say that somebody changed it.
        }
    }

    private async Task StoreAsync()
    {
        var result = await Edit.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.Item.Id)
            {
                Name = _typed.Name == _opened.Name ? null : _typed.Name,
                Hypothesis = _typed.Hypothesis == _opened.Hypothesis ? null : _typed.Hypothesis,
                Description = _typed.Description == _opened.Description ? null : _typed.Description,
                Tags = _typed.Tags == _opened.Tags ? null : TagRules.Split(_typed.Tags),
                PlannedDays = _typed.PlannedDays == _opened.PlannedDays ? null : Days,
                Owner = _typed.Owner == _opened.Owner ? null : new NewOwner(_typed.Owner),
                ExpectedRevision = _warned ? View.Item.Revision : _revision,
            },
            CancellationToken.None);
        if (WasLeft)
        {
            return;
        }

        _warned = result.Error is Error.Conflict; // They were told what was changed; the next time they mean it.
        if (_checks.Try(result.Errors))
        {
            await Browser.ForgetFormAsync(_form);
            await OnSaved.InvokeAsync("Saved.");
        }
        else if (_warned)
        {
            await OnRefused.InvokeAsync();
        }
    }

    private sealed record Entries(string Name, string Hypothesis, string Description, string Tags, int? Owner, string PlannedDays)
    {
        public static Entries Of(ExperimentView view)
            => new(view.Item.Name, view.Hypothesis, view.Item.Description, TagRules.Join(view.Item.Tags), view.Item.Owner?.PersonId,
                view.Item.PlannedDays?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);

        // Blanks that are cut when it is saved do not count.
        public bool IsSameAs(Entries other) => Name.Trim() == other.Name && Hypothesis.Trim() == other.Hypothesis
            && Description.Trim() == other.Description && TagRules.Join(TagRules.Fold(TagRules.Split(Tags))) == other.Tags && Owner == other.Owner
            && PlannedDays.Trim() == other.PlannedDays;
    }
}
