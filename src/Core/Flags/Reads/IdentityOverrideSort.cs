namespace ExperimentAdmin.Core.Flags.Reads;

/// <summary>The orders that the list of identity overrides offers.</summary>
public enum IdentityOverrideSort
{
    Identifier,
    Created,
}
