using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>Name and hypothesis while somebody edits them.</summary>
public sealed partial class AboutForm
{
    private readonly FormChecks _checks = new();
    private ElementReference _form;
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

    [Inject]
    public required EditExperiment Edit { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override void OnInitialized() => TakeTheirs();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.FocusAsync(Ids.Field("name"));
            await Browser.RestoreFormAsync(_form);
        }
    }

    private void TakeTheirs()
    {
        (_name, _hypothesis) = (View.Item.Name, View.Hypothesis);
        KeepMine();
    }

    private void KeepMine()
    {
        (_revision, _warned) = (View.Item.Revision, false);
        _checks.Clear();
    }

    private List<Error> Broken() => [.. ExperimentText.CheckName(_name), .. ExperimentText.CheckHypothesis(_hypothesis)];

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

        _busy = true;
        var result = await Edit.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.Item.Id)
            {
                Name = _name,
                Hypothesis = _hypothesis,
                ExpectedRevision = _warned ? View.Item.Revision : _revision,
            },
            CancellationToken.None);
        _busy = false;
        _warned = result.Error is Error.Conflict; // They were told what was changed; the next time they mean it.
        if (_checks.Try(result.Errors))
        {
            await Browser.ForgetFormAsync(_form);
            await OnSaved.InvokeAsync("Saved.");
        }
    }
}
