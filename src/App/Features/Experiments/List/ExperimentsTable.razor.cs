using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>A page of experiments, each with what this person may do with it. On a phone every row is a card.</summary>
public sealed partial class ExperimentsTable
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required Page<ExperimentItem> Page { get; set; }

    /// <summary>The order that is shown, as <see cref="Ui.Lists.SortHeader"/> has it.</summary>
    [Parameter, EditorRequired]
    public required string Sort { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>An action was chosen from the menu of a row.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(ExperimentItem Item, ExperimentAction Action)> OnChoose { get; set; }

    // That nobody asks stands where it was asked last.
    private static IEnumerable<(string Word, string Why)> Warnings(ExperimentItem item)
    {
        (string, string)? attention = item.Attention switch
        {
            AttentionReason.Drifted => ("Needs repair", "Parts of its rollout were removed by other means. Open it to repair the rollout."),
            AttentionReason.NobodyEnters => ("Nobody enters", "It is running, and nobody enters: its rollout is at 0 % or switched off."),
            AttentionReason.AtFull => ("All in it long", "Everybody has been in it for two weeks. Decide: end it and ship what did better."),
            AttentionReason.LongerThanPlanned => ("Over its time", "It runs for longer than was planned. End it, or plan more days."),
            AttentionReason.EndedOpen => ("No conclusion", "It ended, and nobody said what was learned. Say it on its page."),
            AttentionReason.PausedLong => ("Paused long", "It was paused more than a week ago and still holds its flag. Resume it, or end it."),
            AttentionReason.NotStarted => ("Waits long", "It was created more than a week ago, never started, and holds its flag. Start it, or delete it."),
            _ => null,
        };
        if (attention is { } warning)
        {
            yield return warning;
        }

        if (item is { IsOutranked: true, Status: not ExperimentStatus.Completed })
        {
            yield return ("Conflict", "Overrides of the flag come before the rollout, so the experiment does not reach everybody it could.");
        }
    }

    private static bool CanRepair(ExperimentItem item) => item.Attention is AttentionReason.Drifted;

    private string Href(ExperimentItem item) => Workspace.Href($"experiments/{item.Id}");
}
