using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>Writes JSON into bytes that are kept.</summary>
internal static class WireBytes
{
    // The answers are JSON and nothing else, so nothing has to be safe inside a page.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
