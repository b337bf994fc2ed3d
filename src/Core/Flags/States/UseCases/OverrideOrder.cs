using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>The order in which hand-made overrides win. Rollouts are behind all of them and not part of it.</summary>
internal static class OverrideOrder
{
    /// <summary>The segments, the one that wins first.</summary>
    public static List<int> Of(LiveFlag flag) => [.. flag.HandMade.OrderBy(state => state.Rank).Select(state => state.Scope.SegmentId!.Value)];

    /// <summary>Puts some overrides at places of the order; the others keep theirs among each other.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="moves">Segments with a hand-made override, and their places from 0; one beyond the end is the last place.</param>
    public static void Move(LiveFlag flag, IEnumerable<(int SegmentId, int Position)> moves)
    {
        var moved = moves.OrderBy(move => move.Position).ToList();
        var order = Of(flag).Except(moved.Select(move => move.SegmentId)).ToList();
        foreach (var (segmentId, position) in moved)
        {
            order.Insert(Math.Min(position, order.Count), segmentId);
        }

        foreach (var (rank, segmentId) in order.Index())
        {
            flag.OverrideOf(segmentId)!.Rank = rank;
        }
    }

    /// <summary>Writes the new order and records it; nothing when it is the old one.</summary>
    /// <returns>The flag's revision now.</returns>
    public static async Task<Result<int>> SaveAsync(ChangeContext change, FlagEdit edit, IReadOnlyList<int> before)
    {
        var after = Of(edit.Flag);
        var names = await NamesAsync(change, after);
        return await edit.SaveAsync("overrides_reordered", Summary(after, names), Record(before, names), Record(after, names));
    }

    public static Task<Dictionary<int, string>> NamesAsync(ChangeContext change, IReadOnlyCollection<int> segmentIds)
        => change.Db.Set<Segment>().AsNoTracking().Where(segment => segmentIds.Contains(segment.Id))
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, change.Cancellation);

    public static string Summary(IEnumerable<int> segmentIds, Dictionary<int, string> names) => $"overrides in the order {Text(segmentIds, names)}";

    public static string Text(IEnumerable<int> segmentIds, Dictionary<int, string> names) => string.Join(", ", segmentIds.Select(id => names[id]));

    private static OverrideOrderRecord Record(IEnumerable<int> segmentIds, Dictionary<int, string> names) => new(Text(segmentIds, names));
}
