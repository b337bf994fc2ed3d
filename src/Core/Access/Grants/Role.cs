namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>What somebody may do in a project. Each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Also edits the rollout of existing experiments and identity overrides, and pauses experiments.</summary>
    Support,

    /// <summary>Also creates, starts and ends experiments, and edits flags, variants and segments.</summary>
    ProductManager,

    /// <summary>Also environments, keys and people of the project.</summary>
    Administrator,
}
