using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>
/// Reads the members of an evaluation context in its plain form. Members that it does not know are ignored, and null is as
/// good as absent; what is there otherwise has to be of its type.
/// </summary>
internal static class ContextReader
{
    private static readonly Dictionary<string, ContextValue> s_noTraits = new(StringComparer.Ordinal);

    /// <summary>Compiles the features and segments of a context.</summary>
    public static EnvironmentSnapshot Read(string key, string name, JsonElement context)
    {
        var segments = Objects(context, "segments").ToList();
        var overrides = segments.SelectMany(segment => Items(segment.Value, "overrides")
            .Select(feature => (Feature: Text(feature, "name"), Definition: Override(segment.Name, feature)))).ToLookup(
                entry => entry.Feature, entry => entry.Definition, StringComparer.Ordinal);
        return new EnvironmentSnapshot(
            key,
            name,
            segments.Select(segment => new CompiledSegment(Segment(segment.Name, segment.Value), PatternReading.Patient)),
            Objects(context, "features").Select(feature => feature.Value)
                .GroupBy(feature => Text(feature, "name"), StringComparer.Ordinal)
                .Select(alike => alike.Last())
                .Select(feature => new CompiledFlag(new FlagDefinition(
                    Text(feature, "name"), State(feature), [.. overrides[Text(feature, "name")]]))));
    }

    /// <summary>The identity of a context; null without one.</summary>
    public static EvaluationIdentity? Identity(JsonElement context)
    {
        if (Optional(context, "identity", JsonValueKind.Object) is not { } identity)
        {
            return null;
        }

        var traits = Members(identity, "traits").ToList();
        return new EvaluationIdentity(
            Text(identity, "identifier"),
            traits.Count == 0 ? s_noTraits : Traits(traits),
            OptionalText(identity, "key"));
    }

    /// <summary>A member that has to be there, as text.</summary>
    public static string Text(JsonElement owner, string name) => Member(owner, name, JsonValueKind.String).GetString()!;

    /// <summary>A member that has to be there.</summary>
    public static JsonElement Member(JsonElement owner, string name, JsonValueKind kind)
        => Optional(owner, name, kind) ?? throw new JsonException($"The member \"{name}\" is missing.");

    private static Dictionary<string, ContextValue> Traits(List<JsonProperty> members)
    {
        var traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            traits[member.Name] = ContextValue.Of(member.Value);
        }

        return traits;
    }

    private static SegmentDefinition Segment(string id, JsonElement segment) => new(
        Text(segment, "key"), Text(segment, "name"), [.. Items(segment, "rules").Select(Rule)])
    {
        Id = id,
        Metadata = Metadata(segment),
    };

    private static RuleDefinition Rule(JsonElement rule) => new(
        Text(rule, "type"),
        [.. Items(rule, "conditions").Select(Condition)],
        [.. Items(rule, "rules").Select(Rule)]);

    private static ConditionDefinition Condition(JsonElement condition) => new(
        OptionalText(condition, "property") ?? string.Empty,
        Text(condition, "operator"),
        !condition.TryGetProperty("value", out var value) || value.ValueKind is JsonValueKind.Null ? string.Empty
            : value.ValueKind is JsonValueKind.String ? value.GetString()!
            : value.GetRawText());

    private static OverrideDefinition Override(string segment, JsonElement feature) => new(
        segment, Number(feature, "priority") ?? double.PositiveInfinity, State(feature));

    private static StateDefinition State(JsonElement feature) => new(
        Text(feature, "key"),
        feature.TryGetProperty("enabled", out var enabled) && enabled.ValueKind is JsonValueKind.True,
        Value(feature),
        [.. Items(feature, "variants").Select(Variant)])
    {
        Metadata = Metadata(feature),
    };

    private static VariantDefinition Variant(JsonElement variant) => new(
        OptionalText(variant, "key"),
        Value(variant),
        Number(variant, "weight") ?? 0,
        Number(variant, "priority") ?? double.PositiveInfinity);

    // Absent and empty are the same to whoever gets the result.
    private static JsonElement? Metadata(JsonElement owner)
        => owner.TryGetProperty("metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object
            && metadata.EnumerateObject().Any()
            ? metadata.Clone()
            : null;

    // What is served has to be written again, and JSON has no word for infinity.
    private static ContextValue Value(JsonElement owner)
        => !owner.TryGetProperty("value", out var member) ? ContextValue.Null
            : ContextValue.Of(member) is var value && value.Kind is ContextValueKind.Real && !double.IsFinite(value.AsReal)
                ? throw new JsonException($"The member \"value\" has a number beyond all measure: {value}.")
                : value;

    private static string? OptionalText(JsonElement owner, string name) => Optional(owner, name, JsonValueKind.String)?.GetString();

    private static double? Number(JsonElement owner, string name) => Optional(owner, name, JsonValueKind.Number)?.GetDouble();

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name)
        => Optional(owner, name, JsonValueKind.Array) is not { } list ? []
            : list.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.Object ? item : throw NoObjects(name));

    private static IEnumerable<JsonProperty> Objects(JsonElement owner, string name)
        => Members(owner, name).Select(member => member.Value.ValueKind is JsonValueKind.Object ? member : throw NoObjects(name));

    private static JsonElement.ObjectEnumerator Members(JsonElement owner, string name)
        => Optional(owner, name, JsonValueKind.Object) is { } map ? map.EnumerateObject() : default;

    private static JsonElement? Optional(JsonElement owner, string name, JsonValueKind kind)
        => !owner.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.Null ? null
            : member.ValueKind == kind ? member
            : throw new JsonException($"The member \"{name}\" is not of the type {kind}.");

    private static JsonException NoObjects(string name) => new($"The member \"{name}\" holds something else than objects.");
}
