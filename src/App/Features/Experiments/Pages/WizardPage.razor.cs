using ExperimentAdmin.App.Features.Experiments.Parts;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>
/// Sets up an experiment in three steps. What is entered lives in the database as its author's private row, each step has
/// an address, and the circuit is relied on for nothing.
/// </summary>
public sealed partial class WizardPage : IAsyncDisposable
{
    private readonly FormChecks _checks = new();
    private readonly RefusedBoxes _boxes = new();
    private DraftKeeper _keeper = null!;
    private (string DraftId, Workspace? Workspace) _loaded;
    private WizardForm? _form;
    private WizardStep? _step;
    private SetupStep? _setup;
    private bool _busy;
    private bool _discarding;
    private bool _left;

    // The wizard was kept under another id than the address has.
    private bool _moved;

    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [Parameter]
    public required string DraftId { get; set; }

    [Parameter]
    public required string Step { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required ExperimentDrafts Drafts { get; init; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required CreateExperiment Create { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required ILogger<WizardPage> Logger { get; init; }

    private string Title => _step is { } step ? $"New experiment: {step.ToString().ToLowerInvariant()}" : "New experiment";

    private string? Refusal => WizardWords.Refusal(Workspace);

    private string? Kept => _keeper.KeptAt is null || _keeper.Refusal is not null ? null : "Kept. You can finish later.";

    private IReadOnlyList<Step> Steps => WizardWords.Steps(_form!, _step!.Value, Href);

    public async ValueTask DisposeAsync()
    {
        _left = true;
        await _keeper.NowAsync();
    }

    protected override void OnInitialized() => _keeper = new DraftKeeper(SaveAsync, ToldAsync, Browser.ReleasedAsync, Clock, Logger);

    protected override async Task OnParametersSetAsync()
    {
        if (Refusal is not null)
        {
            return;
        }

        if (_loaded != (DraftId, Workspace))
        {
            await _keeper.NowAsync();
            _loaded = (DraftId, Workspace);
            var entries = await Drafts.FindAsync(Workspace.Access, Workspace.Environment.Id, DraftId) ?? new WizardEntries();
            _form = new WizardForm(entries, await FindFlagAsync(entries.FeatureId));
            _step = null;
        }

        Enter();
        if (_form!.Entries.FeatureId is not null && _step is WizardStep.Setup)
        {
            Leave("flag"); // It may have been taken since.
        }
    }

    private string Href(WizardStep step) => Workspace.Href($"experiments/new/{_loaded.DraftId}/{step.ToString().ToLowerInvariant()}");

    // Shows the step of the address, or the last one that can be reached.
    private void Enter()
    {
        if (Choice.Of<WizardStep>(Step) is not { } step)
        {
            Navigation.NotFound();
            return;
        }

        if (step > _form!.Reached)
        {
            Navigation.NavigateTo(Href(_form.Reached), replace: true);
            return;
        }

        if (step != _step)
        {
            _boxes.Clear();
            if (!_checks.Refused.Any || WizardWords.StepOf(_checks.Refused) != step)
            {
                _checks.Clear();
            }
        }

        _step = step;
    }

    private void Change(WizardForm form)
    {
        _form = form;
        _checks.Change(Broken());
        _ = KeepAsync(form.Entries);
    }

    // Nobody waits for it: a drag's next message may come at once.
    private async Task KeepAsync(WizardEntries entries)
    {
        try
        {
            await _keeper.LaterAsync(entries);
        }
        catch (Exception exception)
        {
            await ReportAsync(exception);
        }
    }

    private void Leave(string field) => _checks.Leave(field, Broken());

    private void Refuse((string Field, bool Refused) box)
    {
        _boxes.Set(box);
        _checks.Change(Broken());
    }

    // What stands against going on from this step.
    private List<Error> Broken() => [.. _form!.Check(_step!.Value), .. _boxes.Errors(_form.Flag?.Arms ?? [])];

    private async Task ContinueAsync()
    {
        var step = _step!.Value;
        _form = _form! with { Flag = await FindFlagAsync(_form!.Entries.FeatureId) }; // Somebody may have taken it meanwhile.
        if (!_checks.Try(Broken()))
        {
            if (WizardWords.StepOf(_checks.Refused) < step)
            {
                Navigation.NavigateTo(Href(WizardWords.StepOf(_checks.Refused))); // The flag is gone, or somebody took it.
            }

            return;
        }

        // What the sliders showed without being touched counts as entered too.
        _form = (step is WizardStep.Rollout ? _form.With(_form.Rollout!) : _form).Complete(step);
        await _keeper.NowAsync(_form.Entries);
        Navigation.NavigateTo(Href(step + 1));
    }

    private async Task CreateAsync(bool start)
    {
        if (_busy || _form?.Flag is null)
        {
            return;
        }

        _busy = true;
        try
        {
            await _keeper.NowAsync();
            await CreateAsync(_form!, start);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task CreateAsync(WizardForm form, bool start)
    {
        var entries = form.Entries;
        var created = await Create.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, entries.FeatureId, entries.Name, entries.Hypothesis)
            {
                Rollout = form.Rollout!.ToChange(),
                Start = start,
                DraftId = _loaded.DraftId,
                ExpectedFlagRevision = form.Flag!.Revision,
            },
            CancellationToken.None);
        if (created.TryGet(out var id, out _))
        {
            Toasts.Say(start ? $"{entries.Name.Trim()} is running." : $"{entries.Name.Trim()} is created and waits to be started.");
            Navigation.NavigateTo(Workspace.Href($"experiments/{id}"), replace: true);
            return;
        }

        // At the field, where it can be corrected, whichever step that is on.
        _form = form with { Flag = await FindFlagAsync(entries.FeatureId) };
        _checks.Try(created.Errors);
        Navigation.NavigateTo(Href(WizardWords.StepOf(_checks.Refused)));
    }

    // It is still there, so what was dropped belongs to it.
    private Task KeepAllAsync() => _keeper.NowAsync(_form!.Entries);

    private async Task<FlagChoice?> FindFlagAsync(int? id)
        => id is { } featureId ? await Reads.FindFlagAsync(Workspace.Access, Workspace.Environment.Id, featureId) : null;

    private async Task<Result<Done>> SaveAsync(WizardEntries entries)
    {
        var (draftId, workspace) = _loaded;
        var saved = await Drafts.SaveAsync(workspace!.Access, workspace.Environment.Id, draftId, entries, CancellationToken.None);
        if (!saved.TryGet(out var id, out var error))
        {
            return error;
        }

        if (id != draftId && (DraftId, Workspace) == _loaded)
        {
            (_loaded, _moved) = ((id, workspace), !_left);
        }

        return default(Done);
    }

    private async Task ToldAsync()
    {
        StateHasChanged();
        if (_setup is { } setup && _keeper.Refusal is null)
        {
            await setup.ForgetAsync();
        }

        if (_moved)
        {
            _moved = false;
            Navigation.NavigateTo(Href(_step!.Value), replace: true);
            StateHasChanged();
        }
    }
}
