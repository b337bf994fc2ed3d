namespace ExperimentAdmin.Core.Workspace.Domain;

/// <summary>How an environment keeps the states of its flags.</summary>
public enum Versioning
{
    /// <summary>One version a flag, edited in place.</summary>
    V1,

    /// <summary>Every change publishes an immutable version and moves the live pointer to it.</summary>
    V2,
}
