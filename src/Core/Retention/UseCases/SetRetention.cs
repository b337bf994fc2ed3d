using System.Globalization;
using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention.UseCases;

/// <summary>Says how long audit records and versions are kept. Nothing is removed by saying it: the next run does that.</summary>
public sealed class SetRetention(UnitOfWork work, RetentionArchive archive)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="Days">How long each kind is kept.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen.</param>
    public sealed record Command(InstanceAccess Access, RetentionDays Days, int? ExpectedRevision = null);

    /// <returns>The settings' revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = command.Days.Check().ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InInstanceAsync<int>(command.Access, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(Change change, Command command)
    {
        var row = await change.Db.Retention.SingleAsync(change.Cancellation);
        if (await Stale.CheckAsync(change, AuditKey.Retention, command.ExpectedRevision, row.Revision) is { } stale)
        {
            return stale;
        }

        var (before, after) = (row.Days, command.Days);
        if (before == after)
        {
            return change.Nothing<int>(row.Revision);
        }

        if (after.IsOn && archive.WhyUnusable() is { } unusable)
        {
            return unusable;
        }

        row.Days = after;
        row.Revision++;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Retention,
            Key = AuditKey.Retention,
            Number = row.Revision,
            Name = "Retention",
            Action = "edited",
            Summary = string.Join("; ", Enum.GetValues<RetentionKind>().Where(kind => before[kind] != after[kind])
                .Select(kind => $"{RetentionWords.Of(kind)} kept {Words(after[kind])} instead of {Words(before[kind])}")),
            Before = before,
            After = after,
        });
        return row.Revision;
    }

    private static string Words(int? days) => days switch
    {
        null => "for ever",
        1 => "for 1 day",
        { } number => string.Create(CultureInfo.InvariantCulture, $"for {number} days"),
    };
}
