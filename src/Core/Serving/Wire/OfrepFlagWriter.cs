using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Compiled;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>Writes what a flag came to as the OpenFeature Remote Evaluation Protocol carries it.</summary>
internal static class OfrepFlagWriter
{
    public static byte[] Write(ServedFlag flag, FlagAnswer answer) => WireBytes.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("key", flag.Name);
        Value(json, answer);
        json.WriteString("reason", ReasonOf(answer));
        if (answer.Enabled && !flag.HidesVariant(answer) && answer.VariantKey is { } variant)
        {
            json.WriteString("variant", variant);
        }

        Metadata(json, flag, answer);
        json.WriteEndObject();
    });

    // Without a value a flag is a switch. A disabled one that has a value leaves the choice to the default in the code.
    private static void Value(Utf8JsonWriter json, FlagAnswer answer)
    {
        if (!answer.Value.IsSet)
        {
            json.WriteBoolean("value", answer.Enabled);
        }
        else if (answer.Enabled)
        {
            json.WritePropertyName("value");
            answer.Value.WriteTo(json);
        }
    }

    private static string ReasonOf(FlagAnswer answer)
        => !answer.Enabled ? "DISABLED"
            : answer.Outcome.Variant is not null ? "SPLIT"
            : answer.Source is AnswerSource.Default ? "DEFAULT"
            : "TARGETING_MATCH";

    // Numbers instead of names: what segments are called is nobody's business outside.
    private static void Metadata(Utf8JsonWriter json, ServedFlag flag, FlagAnswer answer)
    {
        json.WriteStartObject("metadata");
        json.WriteNumber("featureId", flag.FeatureId);
        if (answer.Segment is { } segment)
        {
            json.WriteString("segment", flag.IsRollout(segment) ? segment.Definition.Name : $"segment-{segment.Definition.Id}");
        }

        if (answer.Enabled && answer.Outcome.Variant is { } variant)
        {
            json.WriteNumber("weight", variant.Weight);
        }

        json.WriteEndObject();
    }
}
