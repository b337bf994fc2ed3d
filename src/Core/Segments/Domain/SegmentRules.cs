using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>The stored form of a segment's rules: a JSON list of rules as documents carry them.</summary>
public static class SegmentRules
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 128,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The text that is stored.</summary>
    public static string Write(IReadOnlyList<SegmentRule> rules) => JsonSerializer.Serialize(rules, s_options);

    /// <summary>What was stored; null when the text is not a list of rules.</summary>
    public static IReadOnlyList<SegmentRule>? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<SegmentRule>>(text, s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The conditions that are not served, so that nobody is in the segment; empty for almost all rules.</summary>
    public static IReadOnlyList<ConditionFault> Faults(IReadOnlyList<SegmentRule> rules)
        => new CompiledSegment(new SegmentDefinition(string.Empty, string.Empty, Define(rules))).Faults;

    /// <summary>A type as documents carry it: <c>ALL</c>.</summary>
    public static string WireName(RuleType type) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(type.ToString());

    /// <summary>An operator as documents carry it: <c>PERCENTAGE_SPLIT</c>.</summary>
    public static string WireName(SegmentOperator comparison) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(comparison.ToString());

    /// <summary>Rules as the engine takes them.</summary>
    internal static IReadOnlyList<RuleDefinition> Define(IReadOnlyList<SegmentRule> rules) => [.. rules.Select(rule => new RuleDefinition(
        WireName(rule.Type),
        [.. rule.Conditions.Select(condition => new ConditionDefinition(condition.Property, WireName(condition.Operator), condition.Value))],
        Define(rule.Rules)))];

    /// <summary>The form in which rules are stored: see <see cref="SegmentValues.Tidy"/>.</summary>
    internal static IReadOnlyList<SegmentRule> Tidy(IReadOnlyList<SegmentRule> rules) => [.. rules.Select(rule => rule with
    {
        Conditions = [.. rule.Conditions.Select(SegmentValues.Tidy)],
        Rules = Tidy(rule.Rules),
    })];
}
