using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Delivery.Identities;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.App.Delivery.Flags;

/// <summary>Reads how often applications read their flags, in both forms that clients send.</summary>
internal static class AnalyticsBody
{
    /// <summary>Reads an object of counts by flag; what is no whole number is left out.</summary>
    /// <returns>The counts by name, or why the body is refused: one of the two.</returns>
    public static (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) ReadCounts(in ReadOnlySequence<byte> body)
    {
        var json = new Utf8JsonReader(body);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            return ReadCounts(ref json, counts) is { } refusal ? (null, refusal) : (counts, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, IdentityBody.Unread(body));
        }
    }

    /// <summary>Reads a list of evaluations, with the refusals of the reference at their places.</summary>
    /// <returns>The counts by name, or why the body is refused: one of the two.</returns>
    public static (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) ReadEvaluations(in ReadOnlySequence<byte> body)
    {
        JsonElement whole;
        var json = new Utf8JsonReader(body);
        try
        {
            whole = JsonElement.ParseValue(ref json);
            if (json.Read() || JsonFault.OfNames(body.ToArray()) is not null)
            {
                return (null, IdentityBody.Unread(body));
            }
        }
        catch (JsonException)
        {
            return (null, IdentityBody.Unread(body));
        }

        if (whole.ValueKind is not JsonValueKind.Object)
        {
            return (null, new JsonObject { [IdentityBody.Whole] = new JsonArray(WireSentences.NotAnObject(whole)) });
        }

        var wire = new WireObject(whole);
        var evaluations = (wire.Objects("evaluations", required: true, int.MaxValue) ?? []).Select(ReadEvaluation).ToList();
        if (wire.Errors is { } errors)
        {
            return (null, errors);
        }

        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        evaluations.ForEach(evaluation => Add(counts, evaluation.Name!, evaluation.Count!.Value));
        return (counts, null);
    }

    private static (string? Name, int? Count) ReadEvaluation(WireObject wire)
    {
        var name = wire.Text("feature_name", required: true);
        _ = wire.TextOrNull("identity_identifier");
        _ = wire.Boolean("enabled_when_evaluated", required: true);
        return (name, wire.Integer("count", required: true));
    }

    private static JsonObject? ReadCounts(ref Utf8JsonReader json, Dictionary<string, long> counts)
    {
        _ = json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            var refusal = new JsonObject { [IdentityBody.Whole] = new JsonArray(WireSentences.NotAnObject(WireSentences.TypeName(json))) };
            json.Skip();
            _ = json.Read(); // Throws when something follows.
            return refusal;
        }

        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            _ = json.Read();
            Add(counts, name, json.TokenType is JsonTokenType.Number && json.TryGetInt64(out var number) ? number : 0);
            json.Skip();
        }

        _ = json.Read(); // Throws when something follows.
        return null;
    }

    // More than one report can count for is cut, and no body is large enough for sums of these to overflow.
    private static void Add(Dictionary<string, long> counts, string name, long count)
    {
        if (count > 0)
        {
            counts[name] = counts.GetValueOrDefault(name) + Math.Min(count, RequestCounts.MostAtOnce);
        }
    }
}
