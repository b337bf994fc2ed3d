namespace ExperimentAdmin.Core.Audit;

/// <summary>What kind of object a record is about.</summary>
public enum AuditKind
{
    Experiment,
    Flag,
    Feature,
    Segment,
    Environment,
    EnvironmentKey,
    Project,
    Person,
    Member,
    ManagementKey,
    IdentityOverride,
    Retention,
}
