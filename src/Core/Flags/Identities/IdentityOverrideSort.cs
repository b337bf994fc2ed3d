namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>The orders that the list of identity overrides offers.</summary>
public enum IdentityOverrideSort
{
    Identifier,
    Created,
}
