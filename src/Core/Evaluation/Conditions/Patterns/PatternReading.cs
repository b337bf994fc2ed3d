namespace ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

/// <summary>Which patterns are tried, and how.</summary>
internal enum PatternReading
{
    /// <summary>Only those whose cost is bounded; nobody is in a segment with another one.</summary>
    Served,

    /// <summary>All that the reference engine tries, each with some patience: its answers may depend on how busy the machine is.</summary>
    Patient,
}
