using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Starting;
using ExperimentAdmin.Core.Experiments.Traffic;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Start;

/// <summary>Starts an experiment as it is created, after asking about what should hold and does not.</summary>
public sealed partial class StartNow
{
    private FlagUse? _use;
    private string? _refused;
    private bool _anyway;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>The flag that it is to be on.</summary>
    [Parameter, EditorRequired]
    public required FlagChoice Flag { get; set; }

    [Parameter, EditorRequired]
    public required RolloutDraft Rollout { get; set; }

    /// <summary>What starting will do.</summary>
    [Parameter, EditorRequired]
    public required string Sentence { get; set; }

    /// <summary>The button that does it.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>It is to be created and started; true for all the same, whatever does not hold.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<bool> OnStart { get; set; }

    [Inject]
    public required StartReads Checks { get; init; }

    protected override object Subject => (Workspace.Environment.Id, Flag.FeatureId);

    protected override object Asked => (Workspace, Flag.FeatureId);

    private StartFacts? Facts => _use is not { } use ? null : new StartFacts(
        Rollout.ToState(), Flag.Default.Enabled, Flag.Outranking.Count + Flag.IdentityOverrides, use, []);

    protected override void Forget() => (_use, _refused, _anyway) = (null, null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var use = await Checks.UseAsync(Workspace.Access, Workspace.Environment.Id, Flag.FeatureId, cancellation);
        return () => _use = use;
    }

    private void SetAnyway(bool anyway) => (_anyway, _refused) = (anyway, null);

    private async Task StartAsync()
    {
        if (Busy)
        {
            return;
        }

        if (Facts is { Unmet.Count: > 0 } && !_anyway)
        {
            _refused = "Tick “Start anyway” to start it all the same, or mend what does not hold first.";
            return;
        }

        await OnStart.InvokeAsync(_anyway);
    }
}
