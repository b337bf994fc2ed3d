namespace ExperimentAdmin.App.Features.People.Parts;

/// <summary>What an instance administrator can do to an account.</summary>
public enum PersonAction
{
    Rename,
    NewLink,
    MakeAdministrator,
    UnmakeAdministrator,
    Deactivate,
    Activate,
}
