namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The steps of the wizard, in order; their words in lower case are in its addresses.</summary>
public enum WizardStep
{
    Setup,
    Rollout,
    Review,
}
