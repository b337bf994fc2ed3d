namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Where somebody stands with their account.</summary>
public enum PersonStatus
{
    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>Was invited and has set no password yet.</summary>
    Invited,

    /// <summary>Cannot sign in.</summary>
    Deactivated,
}
