using System.Globalization;

namespace ExperimentAdmin.Core.Common;

/// <summary>Writes a moment as every API of the application does.</summary>
public static class UtcText
{
    /// <summary>ISO 8601 in UTC: <c>2026-06-11T12:00:00Z</c>, with six digits of a second unless they are zero.</summary>
    public static string Of(DateTimeOffset value)
    {
        var utc = value.UtcDateTime;
        return utc.ToString(
            utc.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            CultureInfo.InvariantCulture);
    }
}
