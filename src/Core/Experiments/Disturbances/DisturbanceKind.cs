namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>What came between an experiment and what it compares.</summary>
public enum DisturbanceKind
{
    /// <summary>An administrator opened the frozen flag: from then on nothing of the experiment is beyond doubt.</summary>
    Opened,

    /// <summary>What one identity gets was forced, or is no longer: from then on nothing of that identity counts.</summary>
    Identity,

    /// <summary>A segment was excluded: whoever is in it left at that moment.</summary>
    Excluded,
}
