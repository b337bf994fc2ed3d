using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>What a management API key is for, and the grant to manage such keys: one project, or the whole instance.</summary>
public sealed class ManagementKeyScope
{
    /// <summary>Keys of the project that the grant is for.</summary>
    public ManagementKeyScope(ProjectAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        Project = access;
    }

    /// <summary>Keys of the whole instance. Who has this grant can also end the keys of every project.</summary>
    public ManagementKeyScope(InstanceAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        Instance = access;
    }

    /// <summary>A grant to the project; null for the instance.</summary>
    public ProjectAccess? Project { get; }

    /// <summary>A grant to the instance; null for a project.</summary>
    public InstanceAccess? Instance { get; }

    internal Actor Actor => Project?.Actor ?? Instance!.Actor;
}
