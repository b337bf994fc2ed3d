namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>The parts that the list of flags can be narrowed to.</summary>
public enum FlagFilter
{
    /// <summary>Everything that is not archived.</summary>
    All,

    /// <summary>Flags with variants.</summary>
    Multivariate,

    /// <summary>Flags without.</summary>
    Plain,

    /// <summary>Flags that were put away.</summary>
    Archived,
}
