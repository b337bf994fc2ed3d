using System.Buffers;
using System.Text;
using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Reads single values from JSON as it streams by.</summary>
internal static class JsonValues
{
    /// <summary>
    /// The value that the reader stands on, as traits have it: text, integer, real, boolean or null. What has no such form is
    /// null, and the reader stands on its end.
    /// </summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="asText">Whether lists and objects, and numbers that no double holds, become their text instead of null.</param>
    public static ContextValue Read(ref Utf8JsonReader reader, bool asText = false)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ContextValue.Of(reader.GetString());
            case JsonTokenType.True:
                return ContextValue.Of(true);
            case JsonTokenType.False:
                return ContextValue.Of(false);
            case JsonTokenType.Number:
                return Number(ref reader, asText);
            case JsonTokenType.StartObject or JsonTokenType.StartArray when asText:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return ContextValue.Of(document.RootElement.GetRawText());
                }

            default:
                reader.Skip();
                return ContextValue.Null;
        }
    }

    private static ContextValue Number(ref Utf8JsonReader reader, bool asText)
    {
        if (reader.TryGetInt64(out var integer))
        {
            return ContextValue.Of(integer);
        }

        var digits = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        if (digits.Length <= ContextValue.LongestNumber)
        {
            var number = ContextValue.Of(JsonElement.Parse(digits));
            if (number.Kind is not ContextValueKind.Real || double.IsFinite(reader.GetDouble()))
            {
                return number;
            }
        }

        return asText ? ContextValue.Of(digits) : ContextValue.Null;
    }
}
