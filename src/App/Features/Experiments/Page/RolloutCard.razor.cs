using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>How the rollout is set, and what can be done when it is broken.</summary>
public sealed partial class RolloutCard
{
    private IReadOnlyList<Error> _errors = [];
    private bool _busy;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>Something was changed; what to say about it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnChanged { get; set; }

    [Inject]
    public required RepairRollout Repair { get; init; }

    [Inject]
    public required ApplyRollout Apply { get; init; }

    private RolloutState? State => View.Item.Rollout.State;

    private RolloutDraft? Draft => State is null ? null : RolloutDraft.Of(View.Item.Arms, State);

    private bool IsCompleted => View.Item.Status is ExperimentStatus.Completed;

    private bool MayRepair => !IsCompleted && Workspace.Access.May(Permission.RunExperiments) && !Workspace.Environment.IsArchived;

    private bool IsSwitchedOff => View.Item.Status is ExperimentStatus.Running && State is { Enabled: false };

    private string Missing => DisplayText.List([.. View.Item.Rollout.Missing.Select(part => part switch
    {
        RolloutPart.Segment => "its segment",
        RolloutPart.Condition => "the percentage",
        RolloutPart.Override => "the override on the flag",
    })]);

    private string Without => IsCompleted
        ? "There was no rollout, so nobody was in the experiment."
        : $"There is no rollout yet, so nobody is in the experiment. Everybody sees {ServedText.Of(View.Default)}.";

    // What the default served at the end is not known: today's may be another.
    private string Sentence(RolloutDraft draft)
        => IsCompleted ? RolloutSentences.Was(draft) : $"{RolloutSentences.Inside(draft)} {RolloutSentences.Outside(draft, View.Default)}";

    private Task RepairAsync() => RunAsync(
        async () => (await Repair.RunAsync(new(Workspace.Access, Workspace.Environment.Id, View.Item.Id), CancellationToken.None)).Errors,
        "The rollout is repaired.");

    private Task SwitchOnAsync() => RunAsync(
        async () => (await Apply.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.Item.Id, new RolloutChange { Enabled = true }, View.Item.Revision),
            CancellationToken.None)).Errors,
        "The rollout is switched on.");

    private async Task RunAsync(Func<Task<IReadOnlyList<Error>>> work, string done)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _errors = await work();
        }
        finally
        {
            _busy = false;
        }

        if (_errors.Count == 0)
        {
            await OnChanged.InvokeAsync(done);
        }
    }
}
