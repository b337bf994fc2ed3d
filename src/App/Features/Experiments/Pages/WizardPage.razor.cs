using ExperimentAdmin.App.Features.Experiments.Wizard;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Pages;

/// <summary>
/// Sets up an experiment in three steps. What is entered lives in the database as its author's private row, each step has
/// an address, and the circuit is relied on for nothing.
/// </summary>
public sealed partial class WizardPage : IAsyncDisposable
{
    private readonly WizardChecks _checks = new();
    private DraftKeeper _keeper = null!;
    private DraftKeeper? _before; // Of the wizard that was here before.
    private OpenedWizard _loaded = null!;
    private WizardForm? _form;
    private FlagChoice? _copied; // The flag of the experiment that this one is a copy of.
    private WizardStep? _step;
    private SetupStep? _setup;
    private bool _busy;
    private bool _discarding;
    private bool _left;

    // The wizard was kept under another id than the address has.
    private bool _moved;

    [Parameter]
    public required string DraftId { get; set; }

    [Parameter]
    public required string Step { get; set; }

    /// <summary>Whether a flag is being made: <c>new</c> or nothing. In the address, so that a reload keeps it.</summary>
    [SupplyParameterFromQuery]
    public string? Flag { get; set; }

    [Inject]
    public required ExperimentDrafts Drafts { get; init; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    [Inject]
    public required CreateExperiment Create { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required ILogger<WizardPage> Logger { get; init; }

    protected override object Subject => (Workspace.Environment.Id, _loaded?.Address == DraftId ? _loaded.DraftId : DraftId);

    protected override object Asked => (Workspace, Subject);

    private string Title => _step is { } step ? $"New experiment: {step.ToString().ToLowerInvariant()}" : "New experiment";

    private string? Refusal => WizardText.Refusal(Workspace);

    private string? Kept => _keeper.KeptAt is null || _keeper.Refusal is not null ? null : "Kept. You can finish later.";

    private IReadOnlyList<Step> Steps => WizardText.Steps(_form!, _step!.Value, Href);

    public async ValueTask DisposeAsync()
    {
        _left = true;
        ((IDisposable)this).Dispose();
        await _keeper.NowAsync();
    }

    protected override void Forget()
    {
        var wizard = _loaded = new OpenedWizard(DraftId, Workspace);
        _before = _keeper;
        _keeper = new DraftKeeper(entries => wizard.SaveAsync(Drafts, entries, () => MoveOn(wizard)), () => ToldAsync(wizard), Browser.ReleasedAsync, Clock, Logger);
        (_form, _copied, _step, _busy, _discarding, _moved) = (null, null, null, false, false, false);
        _checks.Clear();
    }

    protected override void Given()
    {
        if (_form is not null && Refusal is null)
        {
            EnterAndCheck();
        }
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        if (Refusal is not null)
        {
            return () => { };
        }

        var (workspace, wizard) = (Workspace, _loaded);
        await (_before?.NowAsync() ?? Task.CompletedTask);
        await _keeper.NowAsync();
        var entries = await Drafts.FindAsync(workspace.Access, workspace.Environment.Id, wizard.DraftId, cancellation) ?? new WizardEntries();
        var flag = await FindFlagAsync(entries.FeatureId, cancellation);
        var copied = await FindFlagAsync(entries.FeatureId is null ? entries.CopiedFeatureId : null, cancellation);
        return () =>
        {
            (wizard.Workspace, _copied) = (workspace, copied);
            (_form, _step) = (new WizardForm(entries, flag), null);
            EnterAndCheck();
        };
    }

    private void EnterAndCheck()
    {
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
            _checks.Enter(step);
            _checks.IsMakingFlag = step is WizardStep.Setup && Flag == WizardText.NewFlag && Workspace.Access.May(Permission.EditFlags);
        }

        _step = step;
    }

    private void MakeFlag(bool isMaking)
    {
        _checks.IsMakingFlag = isMaking;
        _checks.Change(_form!, _step!.Value);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("flag", isMaking ? WizardText.NewFlag : null), replace: true);
    }

    private async Task FlagCreatedAsync(int id)
    {
        var flag = await FindFlagAsync(id);
        if (WasLeft)
        {
            return;
        }

        MakeFlag(false);
        if (flag is not null)
        {
            Change(_form!.Choose(flag));
        }
    }

    private void Change(WizardForm form)
    {
        // What a slider says last may come after Continue was pressed, made from the form as it was before.
        _form = _form?.Entries is { CompletedSteps: var steps } entries && entries.FeatureId == form.Entries.FeatureId
            && steps > form.Entries.CompletedSteps ? form.Complete((WizardStep)(steps - 1)) : form;
        _checks.Change(_form, _step!.Value);
        _ = KeepAsync(_form.Entries);
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

    private void Leave(string field) => _checks.Leave(field, _form!, _step!.Value);

    private void Refuse((string Field, bool Refused) box) => _checks.Refuse(box, _form!, _step!.Value);

    private async Task ContinueAsync()
    {
        var step = _step!.Value;
        var flag = await FindFlagAsync(_form!.Entries.FeatureId);
        if (WasLeft)
        {
            return;
        }

        _form = _form with { Flag = flag }; // Somebody may have taken it meanwhile.
        if (!_checks.Try(_form, step))
        {
            if (WizardText.StepOf(_checks.Said.Refused) < step)
            {
                Navigation.NavigateTo(Href(WizardText.StepOf(_checks.Said.Refused))); // The flag is gone, or somebody took it.
            }

            return;
        }

        // What the sliders showed without being touched counts as entered too.
        _form = (step is WizardStep.Rollout ? _form.With(_form.Rollout!) : _form).Complete(step);
        await _keeper.NowAsync(_form.Entries);
        if (!WasLeft)
        {
            Navigation.NavigateTo(Href(step + 1));
        }
    }

    private async Task CreateAsync((bool Start, bool Anyway) way)
    {
        if (_busy || _form?.Flag is null)
        {
            return;
        }

        _busy = true;
        try
        {
            var form = _form;
            await _keeper.NowAsync();
            if (!WasLeft)
            {
                await CreateAsync(_form ?? form, way);
            }
        }
        finally
        {
            _busy = WasLeft && _busy;
        }
    }

    private async Task CreateAsync(WizardForm form, (bool Start, bool Anyway) way)
    {
        var created = await Create.RunAsync(form.ToCommand(Workspace.Access, Workspace.Environment.Id, _loaded.DraftId, way), CancellationToken.None);
        if (created.IsOk)
        {
            Toasts.Say($"{form.Entries.Name.Trim()} {(way.Start ? "is running" : "is created and waits to be started")}.");
        }

        if (WasLeft)
        {
            return;
        }

        if (created.IsOk)
        {
            Navigation.NavigateTo(Workspace.Href($"experiments/{created.Value}"), replace: true);
            return;
        }

        // At the field, where it can be corrected, whichever step that is on.
        var flag = await FindFlagAsync(form.Entries.FeatureId);
        if (WasLeft)
        {
            return;
        }

        _form = form with { Flag = flag };
        _checks.Said.Try(created.Errors);
        Navigation.NavigateTo(Href(WizardText.StepOf(_checks.Said.Refused)));
    }

    // It is still there, so what was dropped belongs to it.
    private Task KeepAllAsync() => _keeper.NowAsync(_form!.Entries);

    private async Task<FlagChoice?> FindFlagAsync(int? id, CancellationToken cancellation = default)
        => id is { } featureId ? await Reads.FindFlagAsync(Workspace.Access, Workspace.Environment.Id, featureId, cancellation) : null;

    private void MoveOn(OpenedWizard wizard)
    {
        if (wizard == _loaded)
        {
            _moved = !_left;
            Moved();
        }
    }

    private async Task ToldAsync(OpenedWizard wizard)
    {
        if (wizard != _loaded)
        {
            return; // Somebody has gone on to another one.
        }

        StateHasChanged();
        if (_setup is { } setup && _keeper.Refusal is null)
        {
            await setup.ForgetAsync();
        }

        if (_moved && wizard == _loaded)
        {
            _moved = false;
            Navigation.NavigateTo(Href(_step!.Value), replace: true);
            StateHasChanged();
        }
    }
}
