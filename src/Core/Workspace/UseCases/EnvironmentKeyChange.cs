using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Workspace.UseCases;

/// <summary>What every change of an environment's keys shares.</summary>
internal static class EnvironmentKeyChange
{
    public static Error NotFound { get; } = new Error.NotFound(
        "key_not_found", "There is no such key in this environment, or it no longer works.");

    /// <summary>The keys of the environment that still work.</summary>
    public static Task<List<EnvironmentKey>> UsableAsync(ChangeContext change) => change.Db.Set<EnvironmentKey>()
        .Where(key => key.EnvironmentId == change.Environment.Id && key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > change.Now))
        .ToListAsync(change.Cancellation);

    /// <summary>Records the change of a key. The key itself is never in a record.</summary>
    public static async Task RecordAsync(ChangeContext change, EnvironmentKey key, string action, string summary)
    {
        var id = AuditKey.EnvironmentKey(key.Id);
        var last = await change.Db.Set<AuditRecord>().Where(record => record.ObjectKey == id.Text)
            .MaxAsync(record => (int?)record.Number, change.Cancellation) ?? 0;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.EnvironmentKey,
            Key = id,
            Number = last + 1,
            Name = key.Name,
            Action = action,
            Summary = summary,
            EnvironmentId = key.EnvironmentId,
            After = new { key.Name, key.Kind, key.Hint, key.ExpiresAt, key.RevokedAt },
        });
    }
}
