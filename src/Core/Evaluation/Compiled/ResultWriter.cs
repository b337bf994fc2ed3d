using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>Writes an evaluation result.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(EnvironmentSnapshot snapshot, EvaluationContext context)
    {
        var answers = new FlagAnswer[snapshot.Flags.Count];
        snapshot.Evaluate(context, answers);

        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, s_options);
        json.WriteStartObject();
        json.WriteStartObject("flags");
        foreach (var (flag, answer) in snapshot.Flags.Zip(answers))
        {
            json.WritePropertyName(flag.Name);
            Write(json, flag, answer);
        }

        json.WriteEndObject();
        json.WriteStartArray("segments");
        foreach (var segment in snapshot.Segments.Where(segment => segment.Matches(context)))
        {
            json.WriteStartObject();
            json.WriteString("name", segment.Definition.Name);
            Metadata(json, segment.Definition.Metadata);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, CompiledFlag flag, FlagAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("name", flag.Name);
        json.WriteBoolean("enabled", answer.Enabled);
        json.WritePropertyName("value");
        answer.Value.WriteTo(json);
        json.WriteString("variant", answer.VariantKey);
        json.WriteString("reason", answer.Reason);
        Metadata(json, answer.Outcome.State.Definition.Metadata);
        json.WriteEndObject();
    }

    private static void Metadata(Utf8JsonWriter json, JsonElement? metadata)
    {
        if (metadata is { } some)
        {
            json.WritePropertyName("metadata");
            some.WriteTo(json);
        }
    }
}
