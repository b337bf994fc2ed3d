using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>What the wizard's steps are called and who may go through them.</summary>
internal static class WizardText
{
    /// <summary>What the address says while a flag is made.</summary>
    public const string NewFlag = "new";

    /// <summary>Why nobody, or not this person, can create an experiment here; null when they can.</summary>
    public static string? Refusal(Workspace here)
    {
        if (here.Environment.IsArchived)
        {
            return $"{here.Environment.Name} is archived and read only. An administrator can bring it back.";
        }

        return here.Access.May(Permission.RunExperiments)
            ? null
            : $"Creating experiments needs the role {Permissions.Name(Permissions.LeastRole(Permission.RunExperiments))} or higher; "
                + $"yours is {Permissions.Name(here.Access.Role)}. Ask an administrator of the project.";
    }

    public static IReadOnlyList<Step> Steps(WizardForm form, WizardStep current, Func<WizardStep, string> href)
        => [.. Enum.GetValues<WizardStep>().Select(step => new Step(
            step.ToString(), Help(step), step <= form.Reached ? href(step) : null, step < form.Reached, step == current))];

    /// <summary>The first step that has something to correct; the last for what has no field.</summary>
    public static WizardStep StepOf(FormErrors errors)
        => errors.All.Select(error => error.Field switch
        {
            "name" or "hypothesis" or "description" or "tags" or "flag" => WizardStep.Setup,
            "percentage" or "allocations" or "controlValue" => WizardStep.Rollout,
            var field when InvalidBoxes.IsShare(field) => WizardStep.Rollout,
            _ => WizardStep.Review,
        }).Append(WizardStep.Review).Min();

    /// <summary>Why the flag of the experiment that this one is a copy of is not chosen; null while nothing stands in the way.</summary>
    /// <param name="entries">What was entered.</param>
    /// <param name="copied">The flag as it is now; null when it cannot be chosen at all.</param>
    public static string? CopiedRefusal(WizardEntries entries, FlagChoice? copied)
        => entries is not { FeatureId: null, CopiedFeatureId: not null } ? null
            : copied is null ? "It is archived or was deleted. Bring it back, or choose another flag."
            : copied.Refusal is { } refusal ? $"{refusal.Message} Or choose another flag."
            : null;

    /// <summary>What stands against going on while a flag is made in place of choosing one.</summary>
    /// <param name="broken">What stands against it otherwise.</param>
    public static IReadOnlyList<Error> WhileAFlagIsMade(IReadOnlyList<Error> broken) =>
    [
        .. broken.Where(error => error.Field != "flag"),
        new Error.Invalid("flag_unfinished", "Create the new flag, or cancel it and choose one.", "flag"),
    ];

    private static string Help(WizardStep step) => step switch
    {
        WizardStep.Setup => "What you want to find out, and on which flag",
        WizardStep.Rollout => "How many enter, and who sees what",
        WizardStep.Review => "Read it once more, then create it",
    };
}
