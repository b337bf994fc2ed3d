using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>The stored form of a segment's rules: a JSON list of rules as documents carry them.</summary>
public static class SegmentRules
{
    /// <summary>The most different kinds of characters that patterns of one project may have, so that looking them all up is soon done.</summary>
    internal const int MaxKinds = 200;

    // What holds the rules, an answer or a record, can be written as deep as 64. Groups that people saved are nested six deep.
    private const int MaxJsonDepth = 48;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxJsonDepth,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The text that is stored.</summary>
    public static string Write(IReadOnlyList<SegmentRule> rules) => JsonSerializer.Serialize(rules, s_options);

    /// <summary>What was stored; null when the text is not a list of rules, or one nested far deeper than any that was saved.</summary>
    public static IReadOnlyList<SegmentRule>? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<SegmentRule>>(text, s_options) is { } rules && AreWhole(rules) ? rules : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The conditions that are not served, so that nobody is in the segment; empty for almost all rules.</summary>
    public static IReadOnlyList<ConditionFault> Faults(IReadOnlyList<SegmentRule> rules)
        => [.. ConditionFault.In(Define(rules))];

    /// <summary>All conditions, at whatever depth.</summary>
    internal static IEnumerable<SegmentCondition> Conditions(IEnumerable<SegmentRule> rules)
        => rules.SelectMany(rule => rule.Conditions.Concat(Conditions(rule.Rules)));

    /// <summary>The patterns of conditions, read and not compiled.</summary>
    internal static IEnumerable<KnownPattern> Patterns(IEnumerable<SegmentCondition> conditions)
        => conditions.Where(condition => condition.Operator is SegmentOperator.Regex).Select(condition => KnownPattern.Of(condition.Value));

    /// <summary>The different kinds of characters of patterns.</summary>
    internal static HashSet<string> Kinds(IEnumerable<KnownPattern> patterns)
        => patterns.SelectMany(pattern => pattern.Kinds).ToHashSet(StringComparer.Ordinal);

    /// <summary>A type as documents carry it: <c>ALL</c>.</summary>
    public static string WireName(RuleType type) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(type.ToString());

    /// <summary>An operator as documents carry it: <c>PERCENTAGE_SPLIT</c>.</summary>
    public static string WireName(SegmentOperator comparison) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(comparison.ToString());

    /// <summary>Rules as the engine takes them.</summary>
    internal static IReadOnlyList<RuleDefinition> Define(IReadOnlyList<SegmentRule> rules) => [.. rules.Select(rule => new RuleDefinition(
        WireName(rule.Type),
        [.. rule.Conditions.Select(condition => new ConditionDefinition(condition.Property, WireName(condition.Operator), condition.Value))],
        Define(rule.Rules)))];

    // The serializer takes nulls for elements of lists.
    private static bool AreWhole(IReadOnlyList<SegmentRule?> rules) => rules.All(rule
        => rule is not null && rule.Conditions.All(condition => (SegmentCondition?)condition is not null) && AreWhole(rule.Rules));

    /// <summary>The form in which rules are stored: see <see cref="SegmentValues.Tidy"/>.</summary>
    public static IReadOnlyList<SegmentRule> Tidy(IReadOnlyList<SegmentRule> rules) => [.. rules.Select(rule => rule with
    {
        Conditions = [.. rule.Conditions.Select(SegmentValues.Tidy)],
        Rules = Tidy(rule.Rules),
    })];
}
