using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Retention.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Retention.UseCases;

/// <summary>Says how long audit records and versions are kept. Nothing is removed by saying it: the next run does that.</summary>
public sealed class SetRetention(UnitOfWork work, RetentionArchive archive, RetentionHealth health)
{
    /// <param name="Access">Who asks; an instance administrator.</param>
    /// <param name="Days">How long each kind is kept.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen.</param>
    /// <param name="Only">The kinds that are meant, where the others stay as they are; null for all.</param>
    public sealed record Command(InstanceAccess Access, RetentionDays Days, int? ExpectedRevision = null, IReadOnlyList<RetentionKind>? Only = null);

    /// <returns>The settings' revision now.</returns>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = command.Days.Check().ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        var isOn = true;
        var result = await work.InInstanceAsync<int>(
            command.Access,
            async change =>
            {
                var row = await change.Db.Set<RetentionRow>().SingleAsync(change.Cancellation);
                var revision = await RunAsync(change, row, command);
                isOn = row.Days.IsOn;
                return revision;
            },
            cancellationToken);
        if (result.IsOk && !isOn)
        {
            health.Ended(isFailing: false); // Nothing has to be archived any more.
        }

        return result;
    }

    private async Task<Result<int>> RunAsync(ChangeContext change, RetentionRow row, Command command)
    {
        if (await StaleRevision.CheckAsync(change, AuditKey.Retention, command.ExpectedRevision, row.Revision) is { } stale)
        {
            return stale;
        }

        var (before, after) = (row.Days, command.Only is { } only ? row.Days.With(command.Days, only) : command.Days);
        if (before == after)
        {
            return change.Nothing<int>(row.Revision);
        }

        if (after.RemovesMoreThan(before) && archive.WhyUnusable() is { } unusable)
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
                .Select(kind => $"{RetentionText.Of(kind)} kept {Words(after[kind])} instead of {Words(before[kind])}")),
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
