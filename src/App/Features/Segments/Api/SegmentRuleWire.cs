using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A group of conditions and of further groups.</summary>
/// <param name="Type"><c>ALL</c>, <c>ANY</c> or <c>NONE</c>: how many of its conditions, and of its groups, must hold.</param>
/// <param name="Conditions">Tests of single properties; at most 200 in a segment.</param>
/// <param name="Rules">Groups inside this one, nested six deep at most; at most 50 in a segment.</param>
internal sealed record SegmentRuleWire(
    string Type, [MayBeLeftOut] IReadOnlyList<SegmentConditionWire>? Conditions, [MayBeLeftOut] IReadOnlyList<SegmentRuleWire>? Rules)
{
    private static readonly Dictionary<string, RuleType> s_types =
        Enum.GetValues<RuleType>().ToDictionary(SegmentRules.WireName, StringComparer.Ordinal);

    public static SegmentRuleWire Of(SegmentRule rule)
        => new(SegmentRules.WireName(rule.Type), [.. rule.Conditions.Select(SegmentConditionWire.Of)], [.. rule.Rules.Select(Of)]);

    /// <summary>Reads the list of rules of a segment or a group; null when it is absent or was refused.</summary>
    public static IReadOnlyList<SegmentRule>? ReadAll(WireObject wire, bool required)
        => wire.Objects("rules", required, SegmentRuleCheck.MaxRules)?.Select(Read).ToList();

    private static SegmentRule Read(WireObject wire) => new(
        wire.Choice("type", required: true, s_types) ?? default,
        [.. (wire.Objects("conditions", required: false, SegmentRuleCheck.MaxConditions) ?? []).Select(SegmentConditionWire.Read)],
        ReadAll(wire, required: false) ?? []);
}
