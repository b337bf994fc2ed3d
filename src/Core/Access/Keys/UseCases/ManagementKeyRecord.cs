using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.Keys.UseCases;

/// <summary>How a record keeps a management API key before and after. The key itself is never in a record.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Hint">Its first characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">UTC; null for never.</param>
/// <param name="RevokedAt">UTC; null as long as nobody ended it.</param>
public sealed record ManagementKeyRecord(string Name, string Hint, Role Role, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    // A key is made and may be revoked, and that is its whole history: two revokers at once want the same number.
    internal const int Created = 1;
    internal const int Revoked = 2;

    internal static ManagementKeyRecord Of(ManagementKey key) => new(key.Name, key.Hint, key.Role, key.ExpiresAt, key.RevokedAt);

    /// <summary>Records the change of a key, in the log of its project when it has one.</summary>
    internal static void Append(ChangeContext change, ManagementKey key, int number, string summary, ManagementKeyRecord? before) => change.Record(
        new AuditDraft
        {
            Kind = AuditKind.ManagementKey,
            Key = AuditKey.ManagementKey(key.Id),
            Number = number,
            Name = key.Name,
            Action = number == Created ? "created" : "revoked",
            Summary = summary,
            Before = before,
            After = Of(key),
        },
        key.ProjectId);
}
