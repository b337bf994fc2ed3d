namespace ExperimentAdmin.Core.Retention.Domain;

/// <summary>What grows with every change, and is kept for a time of its own.</summary>
public enum RetentionKind
{
    /// <summary>Records of changes in one environment.</summary>
    EnvironmentRecords,

    /// <summary>Records of changes that concern a project and no single environment.</summary>
    ProjectRecords,

    /// <summary>Records of what belongs to no project.</summary>
    InstanceRecords,

    /// <summary>Versions of flags that were replaced.</summary>
    Versions,
}
