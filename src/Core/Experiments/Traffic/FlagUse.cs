namespace ExperimentAdmin.Core.Experiments.Traffic;

/// <summary>What is known of whether applications use a flag lately.</summary>
public enum FlagUse
{
    /// <summary>They ask for it by its name, or report that they read it.</summary>
    Read,

    /// <summary>They ask for all flags, and get it among them.</summary>
    Fetched,

    /// <summary>They ask for the document and evaluate on their own, so nobody here knows.</summary>
    Unknown,

    /// <summary>Nobody asked for anything that has the flag in it.</summary>
    None,
}
