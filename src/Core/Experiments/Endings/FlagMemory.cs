using System.Text.Json;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>What an end is about to change of a flag, so that it can be undone.</summary>
/// <param name="Default">The environment default.</param>
/// <param name="DefaultWasUntouched">Whether that was still as the first rollout left it.</param>
/// <param name="Order">The segments of the hand-made overrides, strongest first.</param>
/// <param name="Removed">The overrides that were taken away, by segment.</param>
internal sealed record FlagMemory(
    StateMemory Default, bool DefaultWasUntouched, IReadOnlyList<int> Order, IReadOnlyDictionary<int, StateMemory> Removed)
{
    public static FlagMemory Of(LiveFlag flag, bool defaultIsUntouched, IReadOnlySet<int> removed) => new(
        StateMemory.Of(flag.Default),
        defaultIsUntouched,
        [.. flag.HandMade.OrderBy(state => state.Rank).Select(state => state.Scope.SegmentId!.Value)],
        flag.HandMade.Where(state => removed.Contains(state.Scope.SegmentId!.Value))
            .ToDictionary(state => state.Scope.SegmentId!.Value, StateMemory.Of));

    public string Write() => JsonSerializer.Serialize(this);

    public static FlagMemory Read(string text) => JsonSerializer.Deserialize<FlagMemory>(text)
        ?? throw new InvalidOperationException("The memory of an end is empty.");
}
