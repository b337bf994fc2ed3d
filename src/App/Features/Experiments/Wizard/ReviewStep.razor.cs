using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The last step of the wizard: what will be made, in sentences, and the two ways to make it.</summary>
public sealed partial class ReviewStep
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>With a flag chosen.</summary>
    [Parameter, EditorRequired]
    public required WizardForm Form { get; set; }

    /// <summary>The address of a step.</summary>
    [Parameter, EditorRequired]
    public required Func<WizardStep, string> Href { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Create it, and start it at once, and that even where not all holds that should.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(bool Start, bool Anyway)> OnCreate { get; set; }

    private IReadOnlyList<string> Tags => TagRules.Fold(TagRules.Split(Form.Entries.Tags));

    private FlagChoice Flag => Form.Flag!;

    private RolloutDraft Rollout => Form.Rollout!;

    // The first rollout takes all shares from the default.
    private ServedState After => Flag.Default with { Shares = [] };

    private string Now => Flag.Default.Shares.Count == 0
        ? $"Nothing changes for now: everybody goes on getting {ServedText.Of(Flag.Default)}."
        : $"From now everybody gets {ServedText.Of(After)}, no longer {ServedText.Of(Flag.Default)}.";

    private string Starts => Rollout.Percentage.Value switch
    {
        0 => $"{Now} The experiment runs with nobody in it.",
        BasisPoints.Whole => "All identities enter and get their arm at once.",
        _ => $"{RolloutSentences.Enter(Rollout.Percentage)} enter and get their arm at once. Everybody else "
            + (Flag.Default.Shares.Count == 0
                ? $"goes on getting {ServedText.Of(Flag.Default)}."
                : $"gets {ServedText.Of(After)}, no longer {ServedText.Of(Flag.Default)}."),
    };

    private string StartText => Rollout.Percentage.Value == 0
        ? "Create and start: nobody enters yet"
        : $"Create and start: {char.ToLowerInvariant(RolloutSentences.Enter(Rollout.Percentage)[0])}{RolloutSentences.Enter(Rollout.Percentage)[1..]} enter now";
}
