namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>The orders that the list of flags offers.</summary>
public enum FlagSort
{
    Name,
    Created,
}
