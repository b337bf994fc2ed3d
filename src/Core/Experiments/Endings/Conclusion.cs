namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>What people say that was learned of an experiment.</summary>
public enum Conclusion
{
    /// <summary>A variant did better.</summary>
    Won,

    /// <summary>Control did better.</summary>
    Lost,

    /// <summary>Nobody can tell.</summary>
    Inconclusive,

    /// <summary>It was broken off, whatever it showed.</summary>
    Stopped,
}
