using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Pages.Forms;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>What stands against going on from the step that is shown, and what of it is said.</summary>
internal sealed class WizardChecks
{
    private readonly InvalidBoxes _boxes = new();

    /// <summary>What is said, at the fields and in the summary.</summary>
    public FormChecks Said { get; } = new();

    /// <summary>Whether a flag is made in place of choosing one.</summary>
    public bool IsMakingFlag { get; set; }

    /// <summary>Another wizard begins.</summary>
    public void Clear()
    {
        Said.Clear();
        _boxes.Clear();
    }

    /// <summary>Another step is shown. Why an attempt was refused is still said on the step where it can be corrected.</summary>
    public void Enter(WizardStep step)
    {
        _boxes.Clear();
        if (!Said.Refused.Any || WizardText.StepOf(Said.Refused) != step)
        {
            Said.Clear();
        }
    }

    /// <summary>Something was entered.</summary>
    public void Change(WizardForm form, WizardStep step) => Said.Change(Broken(form, step));

    /// <summary>A field was left.</summary>
    public void Leave(string field, WizardForm form, WizardStep step) => Said.Leave(field, Broken(form, step));

    /// <summary>A box says whether what stands in it is refused.</summary>
    public void Refuse((string Field, bool Refused) box, WizardForm form, WizardStep step)
    {
        _boxes.Set(box);
        Change(form, step);
    }

    /// <summary>Somebody tries to go on.</summary>
    /// <returns>Whether nothing stands against it.</returns>
    public bool Try(WizardForm form, WizardStep step) => Said.Try(Broken(form, step));

    private List<Error> Broken(WizardForm form, WizardStep step)
        => [.. IsMakingFlag ? WizardText.WhileAFlagIsMade(form.Check(step)) : form.Check(step), .. _boxes.Errors(form.Flag?.Arms ?? [])];
}
