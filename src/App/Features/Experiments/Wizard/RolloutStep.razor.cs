using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The second step of the wizard: how many enter, who sees what, and what that does to everybody else.</summary>
public sealed partial class RolloutStep
{
    /// <summary>With a flag chosen.</summary>
    [Parameter, EditorRequired]
    public required WizardForm Form { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<WizardForm> FormChanged { get; set; }

    [Parameter, EditorRequired]
    public required FormChecks Checks { get; set; }

    /// <summary>Told of a box, by its field, whether it holds something that is no percentage.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(string Field, bool Refused)> RefusedChanged { get; set; }

    private FlagChoice Flag => Form.Flag!;

    private RolloutDraft Rollout => Form.Rollout!;
}
