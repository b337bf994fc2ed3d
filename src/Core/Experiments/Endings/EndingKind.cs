namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>What everybody gets when an experiment is over.</summary>
public enum EndingKind
{
    /// <summary>One variant for everybody: the winner is shipped.</summary>
    Variant,

    /// <summary>Control for everybody, with the value that control had in the experiment.</summary>
    Control,

    /// <summary>What the environment default served before the experiment, unless somebody changed that since.</summary>
    Restore,
}
