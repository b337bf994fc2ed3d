using ExperimentAdmin.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Changes;

/// <summary>Refuses a save that was made from an older revision, and says who changed what since.</summary>
public static class StaleRevision
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "stale_revision";

    /// <param name="change">The write in progress.</param>
    /// <param name="key">The object that is about to change.</param>
    /// <param name="expected">The revision on the asker's screen; null where nothing can be lost.</param>
    /// <param name="current">The revision under the lock.</param>
    /// <returns>The refusal, whose subject is the name of who changed it last; null when nothing stands against the save.</returns>
    internal static async Task<Error?> CheckAsync(ChangeContext change, AuditKey key, int? expected, int current)
    {
        if (expected is null || expected == current)
        {
            return null;
        }

        if (expected > current)
        {
            return new Error.Conflict(
                Code,
                $"Your change was made from revision {expected}, which this never had. Nobody changed it, and your change was not saved: look at it as it is, then save again.");
        }

        var last = await change.Db.Set<AuditRecord>().AsNoTracking()
            .Where(record => record.ObjectKey == key.Text || record.AlsoKey == key.Text)
            .OrderByDescending(record => record.Id)
            .Select(record => new { record.ActorName, record.Summary })
            .FirstOrDefaultAsync(change.Cancellation);
        var what = last is null ? "Somebody changed this" : $"{last.ActorName} changed this ({last.Summary})";
        return new Error.Conflict(
            Code, $"{what} after you opened it, so your change was not saved. What you entered is kept: look at the new state, then save again.")
        {
            Subject = last?.ActorName,
        };
    }
}
