namespace ExperimentAdmin.Core.Flags.Reads;

/// <summary>The orders that the list of flags offers.</summary>
public enum FlagSort
{
    Name,
    Created,
}
