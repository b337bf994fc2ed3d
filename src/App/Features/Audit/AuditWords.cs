using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.App.Features.Audit;

/// <summary>How the audit log speaks of objects.</summary>
internal static class AuditWords
{
    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.Experiment => "Experiment",
        AuditKind.Flag => "Flag",
        AuditKind.Feature => "Feature",
        AuditKind.Segment => "Segment",
        AuditKind.Environment => "Environment",
        AuditKind.EnvironmentKey => "Environment key",
        AuditKind.Project => "Project",
        AuditKind.Person => "Person",
        AuditKind.Member => "Member",
        AuditKind.ManagementKey => "API key",
        AuditKind.IdentityOverride => "Identity override",
    };
}
