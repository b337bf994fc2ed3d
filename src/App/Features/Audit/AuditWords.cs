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

    /// <summary>The page of an object below its environment; null where it has none of its own, or is gone.</summary>
    public static string? Page(AuditKind kind, AuditKey key, bool isGone) => kind switch
    {
        _ when isGone => null,
        AuditKind.Experiment => $"experiments/{LastId(key)}",
        AuditKind.Flag or AuditKind.Feature => $"flags/{LastId(key)}",
        AuditKind.Segment => $"segments/{LastId(key)}",
        AuditKind.Environment or AuditKind.EnvironmentKey or AuditKind.Project or AuditKind.Member => "settings",
        _ => null,
    };

    // "flag:3/7" ends with the feature.
    private static string LastId(AuditKey key) => key.Text[(key.Text.LastIndexOfAny([':', '/']) + 1)..];
}
