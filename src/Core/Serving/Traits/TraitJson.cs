using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>The form in which traits are stored and shown: JSON from which every value is read back with its type.</summary>
public static class TraitJson
{
    // Stored and read back as text, never written into a page unescaped.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(TraitSet traits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            foreach (var (key, value) in traits)
            {
                json.WritePropertyName(key);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static TraitSet Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new TraitSet(new OrderedDictionary<string, ContextValue>(
            document.RootElement.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, ContextValue.Of(member.Value))), StringComparer.Ordinal));
    }

    /// <summary>Writes the value of a trait. A real number keeps its fraction, or 3.0 would come back as the integer 3.</summary>
    public static void Write(Utf8JsonWriter json, ContextValue value)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (value.Kind is ContextValueKind.Real)
        {
            json.WriteRawValue(DoubleText.Of(value.AsReal));
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
