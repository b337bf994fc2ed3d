namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Whether a project has flags that experiments can be made on.</summary>
public enum FlagAvailability
{
    /// <summary>No flag at all.</summary>
    None,

    /// <summary>Flags, and none of them with variants to compare.</summary>
    WithoutVariants,

    /// <summary>At least one with variants.</summary>
    WithVariants,
}
