using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>What changes of identity overrides have in common.</summary>
internal static class IdentityOverrideChange
{
    /// <summary>How the override reads in records.</summary>
    public static async Task<IdentityOverrideRecord> RecordAsync(ChangeContext change, Feature feature, IdentityOverride entry)
        => new(
            feature.Name,
            entry.Enabled,
            entry.Value,
            entry.VariantId is { } id
                ? await change.Db.Set<Variant>().Where(variant => variant.Id == id).Select(variant => variant.Key).SingleAsync(change.Cancellation)
                : null);

    /// <summary>Moves the override on by one revision and records it.</summary>
    public static async Task AppendAsync(
        ChangeContext change, IdentityOverride entry, string action, string summary, IdentityOverrideRecord? before, IdentityOverrideRecord? after)
    {
        var key = AuditKey.IdentityOverride(entry.Id);
        if (before is null)
        {
            // One that was removed before ids came from a counter may have had this id; its records stay, and their numbers with them.
            entry.Revision = await change.Db.Set<AuditRecord>().Where(record => record.ObjectKey == key.Text)
                .MaxAsync(record => (int?)record.Number, change.Cancellation) ?? 0;
        }

        entry.Revision++;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.IdentityOverride,
            Key = key,
            Number = entry.Revision,
            Name = entry.Identifier,
            Action = action,
            Summary = summary,
            EnvironmentId = entry.EnvironmentId,
            Before = before,
            After = after,
        });
    }
}
