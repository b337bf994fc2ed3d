namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>Something that a use case or a read asks a grant for.</summary>
public enum Permission
{
    Read,
    EditRollouts,
    PauseExperiments,
    EditIdentityOverrides,
    RunExperiments,
    EditFlags,
    Administer,
}
