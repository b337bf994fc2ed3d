namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>What shares people with an experiment.</summary>
public enum OverlapKind
{
    /// <summary>An override of a segment, which takes its people out of the experiment.</summary>
    Segment,

    /// <summary>Another running experiment, which has some of the same people as well.</summary>
    Experiment,
}
