using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Page;

/// <summary>What is going on in an experiment that is not completed: who is to be in the experiment now, since when it is so, and whether any application asks for its flag.</summary>
public sealed partial class GoingCard
{
    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private RolloutState? State => View.Item.Rollout.State;

    private RolloutDraft? Draft => State is null ? null : RolloutDraft.Of(View.Item.Arms, State);

    // What people get while nobody is in it.
    private string? Instead => View.Item.Status is not ExperimentStatus.Paused ? null
        : $"Everybody gets {ServedText.Of(View.Default)}, as the environment default says. Resuming gives everybody who was in the same arm as before."
            + (View.Item.StoppedBy is { } who ? $" {who} stopped it with everything that ran." : string.Empty);

    private string Headline => View.Item.Status switch
    {
        ExperimentStatus.Created => "Nobody is in it yet: the experiment was not started.",
        ExperimentStatus.Running when View.Item.IsServed => $"{RolloutSentences.Enter(State!.Percentage)} enter as soon as an application asks for them.",
        ExperimentStatus.Running => $"Nobody is in it, though it runs: {Missing}.",
        ExperimentStatus.Paused => "Nobody is in it now: the experiment is paused.",
        ExperimentStatus.Completed => throw new InvalidOperationException("Of a completed experiment its outcome is shown."),
    };

    private string Missing => View.Item.Rollout switch
    {
        { HasDrifted: true } => "parts of its rollout were removed",
        { State: null } => "there is no rollout",
        { State.Enabled: false } => "its rollout is switched off",
        _ => "its rollout is at 0 %",
    };

    private string Since => View.Item.Status switch
    {
        ExperimentStatus.Created => "A draft since",
        ExperimentStatus.Running => "Running since",
        ExperimentStatus.Paused => "Paused since",
        ExperimentStatus.Completed => throw new InvalidOperationException("Of a completed experiment its outcome is shown."),
    };

    private DateTimeOffset SinceAt => (View.Item.Status switch
    {
        ExperimentStatus.Created => null,
        ExperimentStatus.Running => View.Item.StartedAt,
        ExperimentStatus.Paused => View.PausedAt,
        ExperimentStatus.Completed => View.Item.EndedAt,
    }) ?? View.Item.CreatedAt;

    private string? For => (int)(Clock.GetUtcNow() - SinceAt).TotalDays is > 0 and var days ? $", for {DisplayText.Count(days, "day")}" : null;
}
