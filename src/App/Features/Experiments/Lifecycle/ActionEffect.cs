using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Lifecycle;

/// <summary>What an action will do, in words, before it is done.</summary>
/// <param name="Question">The title of the dialog.</param>
/// <param name="Button">The button that does it.</param>
/// <param name="Sentences">What happens then, for <see cref="RichSentence"/>.</param>
/// <param name="Done">What is said afterwards.</param>
public sealed record ActionEffect(string Question, string Button, IReadOnlyList<string> Sentences, string Done)
{
    public static ActionEffect Of(ExperimentAction action, ExperimentView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var name = view.Item.Name;
        var percentage = view.Item.Rollout.State?.Percentage;
        return action switch
        {
            ExperimentAction.Start => new(
                $"Start {name}?",
                percentage is { } enters ? $"Start: {Lower(RolloutSentences.Enter(enters))} enter now" : "Start without a rollout",
                [.. Served(view, "There is no rollout yet, so nobody enters until you set one."), "It cannot go back to draft."],
                $"{name} is running."),
            ExperimentAction.Resume => new(
                $"Resume {name}?",
                percentage is { } enters ? $"Resume: {Lower(RolloutSentences.Enter(enters))} enter again" : "Resume",
                [.. Served(view, "There is no rollout, so nobody enters."), "Everybody who was in gets the same arm as before."],
                $"{name} is running again."),
            ExperimentAction.Pause => new(
                $"Pause {name}?",
                "Pause: everybody gets the environment default",
                [
                    $"From now everybody sees {ServedText.Of(view.Default)}, as the environment default says.",
                    .. Exceptions(view),
                    "Nothing is lost: resuming gives everybody the same arm again.",
                ],
                $"{name} is paused."),
            ExperimentAction.NewPhase => new(
                $"Start {name} over with other people?",
                "New phase: deal everybody again",
                [
                    $"Everybody is dealt again: {(percentage is { } enters ? Lower(RolloutSentences.Enter(enters)) : "nobody")} enter, other people than now but for those whom chance "
                        + "picks twice, and who is in again may see another arm than before. Percentage and split stay as they are.",
                    $"Phase {view.Item.Phase + 1} begins, and phase {view.Item.Phase} is over: results count each for itself.",
                    "It cannot be undone: nobody can be dealt as before.",
                ],
                $"Phase {view.Item.Phase + 1} of {name} began."),
            ExperimentAction.UndoEnd => Undone(view),
            ExperimentAction.Archive => new(
                $"Archive {name}?",
                "Archive the experiment",
                ["It leaves the list of experiments and stays among the finished ones, with what was decided. Nothing that is served changes."],
                $"{name} is archived."),
            ExperimentAction.Unarchive => new(
                $"Bring {name} back?",
                "Bring it back",
                ["It is in the list of experiments again. Nothing that is served changes."],
                $"{name} is back in the list of experiments."),
            ExperimentAction.End => throw new ArgumentException("An end is asked about in its own dialog.", nameof(action)),
            ExperimentAction.Delete => new(
                $"Delete {name}?",
                "Delete the experiment",
                [
                    "The experiment goes from every list, with its rollout. What happened stays in the audit log.",
                    .. view.Item.Status is ExperimentStatus.Completed ? Array.Empty<string>() : [Afterwards(view), .. Exceptions(view)],
                ],
                $"{name} was deleted."),
        };
    }

    private static ActionEffect Undone(ExperimentView view) => new(
        $"Undo the end of {view.Item.Name}?",
        "Undo the end",
        view.UndoRefusal is { } refusal
            ? [refusal.Message]
            : [
                view.Item.Outcome is { StatusBefore: ExperimentStatus.Running }
                    ? $"It is running again, in the same phase: {(view.Item.Rollout.State is { Percentage: var enters } ? Lower(RolloutSentences.Enter(enters)) : "nobody")} enter, "
                        + "everybody with the same arm as before."
                    : "It is paused again, as it was, and resuming gives everybody the same arm as before.",
                "The environment default and its overrides are as they were before the end.",
                "What was said of its conclusion goes, but for the record of it.",
            ],
        $"The end of {view.Item.Name} was undone.");

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static IEnumerable<string> Served(ExperimentView view, string without)
    {
        if (view.Item.Rollout.State is not { } state)
        {
            return [view.Item.Rollout.HasDrifted
                ? "Parts of its rollout were removed by other means. Repair the rollout on the experiment's page first." : without];
        }

        var draft = RolloutDraft.Of(view.Item.Arms, state);
        return
        [
            .. new[] { RolloutSentences.Inside(draft), RolloutSentences.Outside(draft, view.Default) }.OfType<string>(),
            .. Exceptions(view),
        ];
    }

    // Whom neither the rollout nor the environment default reaches, while the experiment runs and afterwards.
    private static IEnumerable<string> Exceptions(ExperimentView view) =>
    [
        .. view.IdentityOverrides > 0 ? [RolloutSentences.Forced(view.IdentityOverrides)] : Array.Empty<string>(),
        .. view.Outranking.Select(rival => $"Whoever is in the segment {rival.SegmentName} gets {ServedText.Of(rival.Serving)}."),
    ];

    // What the environment default serves once the experiment has let go of it.
    private static string Afterwards(ExperimentView view) => view switch
    {
        { DefaultReturns: true, DefaultBefore: { } before } =>
            "The environment default goes back to what it was before the experiment: everybody sees "
                + $"{ServedText.Of(view.Default with { Shares = before })}.",
        { DefaultBefore: null } => $"Everybody sees {ServedText.Of(view.Default)}, as the environment default says.",
        _ => "The environment default was changed since the experiment was created, so it stays as it is: everybody sees "
            + $"{ServedText.Of(view.Default)}.",
    };
}
