using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Where the thing that a record is about has its page.</summary>
internal static class ChangedPage
{
    /// <summary>The address below its environment; null where the thing has no page of its own, or the record is of its end.</summary>
    public static string? Of(AuditEntry entry) => IsEnd(entry) ? null : entry.Kind switch
    {
        AuditKind.Experiment => $"experiments/{Id(entry.Key)}",

        // The name is in the address of a flag, and never changes.
        AuditKind.Flag or AuditKind.Feature => $"flags/{entry.ObjectName}",
        AuditKind.Segment => $"segments/{Id(entry.Key)}",
        AuditKind.Environment or AuditKind.EnvironmentKey or AuditKind.Project or AuditKind.Member => "settings",
        AuditKind.ManagementKey => "settings/api-keys",
        AuditKind.Person or AuditKind.IdentityOverride or AuditKind.Retention => null,
    };

    /// <summary>Whether the thing was there before the change and not after it.</summary>
    public static bool IsEnd(AuditEntry entry) => entry is { BeforeJson: not null, AfterJson: null };

    private static string Id(AuditKey key) => key.Text[(key.Text.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
