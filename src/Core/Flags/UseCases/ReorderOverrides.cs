using ExperimentAdmin.Core.Access;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.UseCases;

/// <summary>
/// Changes which hand-made override wins when several segments match. An experiment's rollout is always last and is not
/// part of the order.
/// </summary>
public sealed class ReorderOverrides(UnitOfWork work, IFlagGuard guard)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">Where.</param>
    /// <param name="FeatureId">The flag.</param>
    /// <param name="SegmentIds">The segments of all hand-made overrides, each once, the one that wins first.</param>
    /// <param name="ExpectedRevision">The flag's revision on the asker's screen; null orders whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int FeatureId, IReadOnlyList<int> SegmentIds, int? ExpectedRevision = null);

    /// <returns>The flag's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(
            command.Access, command.EnvironmentId, Permission.EditFlags, change => RunAsync(change, command), cancellationToken);
    }

    private async Task<Result<int>> RunAsync(Change change, Command command)
    {
        if (!(await FlagEdit.OpenAsync(change, guard, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        var before = edit.Flag.HandMade.Select(state => state.Scope.SegmentId!.Value).ToList();
        if (!command.SegmentIds.Order().SequenceEqual(before.Order()))
        {
            return FlagErrors.OverrideOrderIncomplete();
        }

        foreach (var (rank, segmentId) in command.SegmentIds.Index())
        {
            edit.Flag.OverrideOf(segmentId)!.Rank = rank;
        }

        var names = await change.Db.Segments.AsNoTracking().Where(segment => before.Contains(segment.Id))
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, change.Cancellation);
        var (was, now) = (Order(before, names), Order(command.SegmentIds, names));
        return await edit.SaveAsync(
            "overrides_reordered", $"overrides in the order {now}", new OverrideOrderRecord(was), new OverrideOrderRecord(now));
    }

    private static string Order(IEnumerable<int> segmentIds, Dictionary<int, string> names)
        => string.Join(", ", segmentIds.Select(id => names[id]));
}
