using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>Name and hypothesis while somebody edits them.</summary>
public sealed partial class AboutForm
{
    private readonly FormChecks _checks = new();
    private ElementReference _form;
    private ExperimentView _opened = null!;
    private string _name = string.Empty;
    private string _hypothesis = string.Empty;
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
        (_opened, _name, _hypothesis) = (View, View.Item.Name, View.Hypothesis);
        KeepMine();
    }

    // What was changed here stays; the rest is as they left it.
    private void KeepMine()
    {
        _name = ThreeWayMerge.Of(_opened.Item.Name, _name, View.Item.Name);
        _hypothesis = ThreeWayMerge.Of(_opened.Hypothesis, _hypothesis, View.Hypothesis);
        (_opened, _revision, _warned) = (View, View.Item.Revision, false);
        _checks.Clear();
    }

    private List<Error> Broken() =>
    [
        .. _name.Trim() == View.Item.Name ? ExperimentText.CheckName(_name) : ExperimentText.CheckNewName(_name),
        .. ExperimentText.CheckHypothesis(_hypothesis),
    ];

    private void Change(string name, string hypothesis)
    {
        (_name, _hypothesis) = (name, hypothesis);
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

        if (_name.Trim() == View.Item.Name && _hypothesis.Trim() == View.Hypothesis && _revision == View.Item.Revision)
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
                Name = _name == _opened.Item.Name ? null : _name,
                Hypothesis = _hypothesis == _opened.Hypothesis ? null : _hypothesis,
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
}
