using System.Text.Json;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>Reads the members of an evaluation context. Members that it does not know are ignored.</summary>
internal static class ContextReader
{
    private static readonly Dictionary<string, ContextValue> s_noTraits = new(StringComparer.Ordinal);

    /// <summary>Compiles the features and segments of a context.</summary>
    public static EnvironmentSnapshot Read(string key, string name, JsonElement context)
    {
        var segments = Members(context, "segments").ToList();
        var overrides = segments.SelectMany(segment => Items(segment.Value, "overrides")
            .Select(feature => (Feature: Text(feature, "name"), Definition: Override(segment.Name, feature)))).ToLookup(
                entry => entry.Feature, entry => entry.Definition, StringComparer.Ordinal);
        return new EnvironmentSnapshot(
            key,
            name,
            segments.Select(segment => new CompiledSegment(Segment(segment.Name, segment.Value))),
            Members(context, "features").Select(feature => feature.Value)
                .DistinctBy(feature => Text(feature, "name"), StringComparer.Ordinal)
                .Select(feature => new CompiledFlag(new FlagDefinition(
                    Text(feature, "name"), State(feature), [.. overrides[Text(feature, "name")]]))));
    }

    /// <summary>The identity of a context; null without one.</summary>
    public static EvaluationIdentity? Identity(JsonElement context)
    {
        if (!context.TryGetProperty("identity", out var identity) || identity.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        var traits = Members(identity, "traits").ToList();
        return new EvaluationIdentity(
            Text(identity, "identifier"),
            traits.Count == 0 ? s_noTraits : Traits(traits),
            Optional(identity, "key"));
    }

    /// <summary>A member that has to be there, as text.</summary>
    public static string Text(JsonElement owner, string name) => Member(owner, name, JsonValueKind.String).GetString()!;

    /// <summary>A member that has to be there.</summary>
    public static JsonElement Member(JsonElement owner, string name, JsonValueKind kind)
        => owner.ValueKind is JsonValueKind.Object && owner.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw new JsonException($"The member \"{name}\" is missing, or not of the type {kind}.");

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
        Optional(condition, "property") ?? string.Empty,
        Text(condition, "operator"),
        !condition.TryGetProperty("value", out var value) ? string.Empty
            : value.ValueKind is JsonValueKind.String ? value.GetString()!
            : value.ValueKind is JsonValueKind.Null ? string.Empty
            : value.GetRawText());

    private static OverrideDefinition Override(string segment, JsonElement feature) => new(
        segment, Number(feature, "priority") ?? double.PositiveInfinity, State(feature));

    private static StateDefinition State(JsonElement feature) => new(
        Text(feature, "key"),
        feature.TryGetProperty("enabled", out var enabled) && enabled.ValueKind is JsonValueKind.True,
        feature.TryGetProperty("value", out var value) ? ContextValue.Of(value) : ContextValue.Null,
        [.. Items(feature, "variants").Select(Variant)])
    {
        Metadata = Metadata(feature),
    };

    private static VariantDefinition Variant(JsonElement variant) => new(
        Optional(variant, "key"),
        variant.TryGetProperty("value", out var value) ? ContextValue.Of(value) : ContextValue.Null,
        Number(variant, "weight") ?? 0,
        Number(variant, "priority") ?? double.PositiveInfinity);

    // Absent and empty are the same to whoever gets the result.
    private static JsonElement? Metadata(JsonElement owner)
        => owner.TryGetProperty("metadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object
            && metadata.EnumerateObject().Any()
            ? metadata.Clone()
            : null;

    private static string? Optional(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static double? Number(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Number ? member.GetDouble() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Array ? member.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Object ? member.EnumerateObject() : default;
}
