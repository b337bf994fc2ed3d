namespace ExperimentAdmin.Core.Experiments.Drafts;

/// <summary>What somebody entered into the wizard so far. It may be wrong or incomplete.</summary>
public sealed record WizardEntries
{
    public string Name { get; init; } = string.Empty;

    public string Hypothesis { get; init; } = string.Empty;

    public string Description { get; init; } = string.Empty;

    /// <summary>As typed, with commas between them.</summary>
    public string Tags { get; init; } = string.Empty;

    /// <summary>The chosen flag, or null.</summary>
    public int? FeatureId { get; init; }

    /// <summary>
    /// The flag of the experiment that this one began as a copy of; null for none. It is not chosen where it cannot be, and the shares
    /// wait for it as long as no other flag is chosen.
    /// </summary>
    public int? CopiedFeatureId { get; init; }

    /// <summary>How many enter; null while the step was not reached.</summary>
    public BasisPoints? Percentage { get; init; }

    /// <summary>The control value as typed; null follows the environment default.</summary>
    public string? ControlValue { get; init; }

    /// <summary>By variant id; control takes the remainder.</summary>
    public IReadOnlyDictionary<int, BasisPoints> Shares { get; init; } = new Dictionary<int, BasisPoints>();

    /// <summary>The variants that are locked; 0 stands for control.</summary>
    public IReadOnlyList<int> Locked { get; init; } = [];

    /// <summary>The furthest step that was completed: 0 none, 1 setup, 2 rollout.</summary>
    public int CompletedSteps { get; init; }
}
