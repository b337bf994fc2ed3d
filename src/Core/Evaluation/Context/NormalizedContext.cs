using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>
/// Writes the JSON of a context down again as readers of other languages have it: without comments, every member once, with
/// the value that came last, and nothing but whole characters. What reads it need not fear any of them.
/// </summary>
internal static class NormalizedContext
{
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions s_lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = MaxDepth,
    };

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = MaxDepth };

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The text is not JSON, or has half a character in it.</exception>
    public static JsonDocument Of(string context)
    {
        using var document = Parse(context);
        return Of(document.RootElement);
    }

    /// <exception cref="JsonException">It is no object, is nested too deep, or has half a character in it.</exception>
    public static JsonDocument Of(JsonElement context)
    {
        if (context.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException("A context is an object.");
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
        {
            Write(json, context, string.Empty);
        }

        return JsonDocument.Parse(buffer.WrittenMemory, s_strict);
    }

    private static JsonDocument Parse(string context)
    {
        try
        {
            return JsonDocument.Parse(context, s_lenient);
        }
        catch (ArgumentException half)
        {
            throw new JsonException("The text has half of a pair of characters in it.", half);
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, string path)
    {
        if (json.CurrentDepth >= MaxDepth)
        {
            throw new JsonException($"The context is nested more than {MaxDepth} deep.");
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, element, path);
                break;
            case JsonValueKind.Array:
                WriteArray(json, element, path);
                break;
            case JsonValueKind.String:
                json.WriteStringValue(Whole(element.GetString, path));
                break;
            default:
                json.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement element, string path)
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[Whole(() => member.Name, path)] = member.Value;
        }

        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value, path.Length == 0 ? name : $"{path}.{name}");
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, JsonElement element, string path)
    {
        json.WriteStartArray();
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            Write(json, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"));
        }

        json.WriteEndArray();
    }

    private static string Whole(Func<string?> read, string path)
    {
        try
        {
            return read()!;
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException($"The member \"{path}\" has half of a pair of characters in it.", half);
        }
    }
}
