namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>The orders that the list of experiments offers.</summary>
public enum ExperimentSort
{
    Created,
    Started,
    Name,
}
