using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>Moments in the form of <see cref="UtcText"/>.</summary>
internal sealed class WireTime : JsonConverter<DateTimeOffset>
{
    public static string Write(DateTimeOffset value) => UtcText.Of(value);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Write(value));
    }
}
