using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentAdmin.App.Shell.Api;

/// <summary>ISO 8601 in UTC: <c>2026-06-11T12:00:00Z</c>, with six digits of a second unless they are zero.</summary>
internal sealed class WireTime : JsonConverter<DateTimeOffset>
{
    public static string Write(DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        return utc.ToString(
            utc.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            CultureInfo.InvariantCulture);
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Write(value));
    }
}
