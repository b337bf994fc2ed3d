using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>How pages speak of the objects that records are about.</summary>
internal static class AuditText
{
    /// <summary>Inside a sentence.</summary>
    public static string Inside(AuditKind kind)
        => kind is AuditKind.ManagementKey ? Of(kind) : $"{char.ToLowerInvariant(Of(kind)[0])}{Of(kind)[1..]}";

    /// <summary>What somebody did to an object: one word for what was done to all of it, else "changed", of which the summary tells more.</summary>
    public static string Did(AuditEntry entry) => entry switch
    {
        // Of what is removed by it the summary tells; the retention itself stays.
        { Kind: AuditKind.Retention } => "changed",
        _ when !entry.Action.Contains('_', StringComparison.Ordinal) => entry.Action,
        _ => ChangedPage.IsEnd(entry) ? "removed" : "changed",
    };

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
        AuditKind.Retention => "Retention",
    };
}
