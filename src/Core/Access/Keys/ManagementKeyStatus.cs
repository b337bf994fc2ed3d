namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Whether a management API key works.</summary>
public enum ManagementKeyStatus
{
    /// <summary>Works.</summary>
    Active,

    /// <summary>Worked until its end.</summary>
    Expired,

    /// <summary>Was ended by somebody.</summary>
    Revoked,
}
