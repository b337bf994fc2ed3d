using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Reads how often applications read their flags, in both forms that clients send.</summary>
internal ref struct AnalyticsBody
{
    private readonly Dictionary<string, long> _counts;
    private Utf8JsonReader _json;
    private JsonObject? _refusal;

    private AnalyticsBody(in ReadOnlySequence<byte> body)
    {
        _counts = new Dictionary<string, long>(StringComparer.Ordinal);
        _json = new Utf8JsonReader(body);
    }

    /// <summary>Reads an object of counts by flag; what is no whole number is left out.</summary>
    /// <returns>The counts by name, or why the body is refused: one of the two.</returns>
    public static (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) ReadCounts(in ReadOnlySequence<byte> body)
    {
        var reading = new AnalyticsBody(body);
        try
        {
            reading.ReadCounts();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            reading.RefuseParse();
        }

        return reading.Result();
    }

    /// <summary>Reads a list of evaluations; what has no name or no whole number is left out.</summary>
    /// <returns>The counts by name, or why the body is refused: one of the two.</returns>
    public static (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) ReadEvaluations(in ReadOnlySequence<byte> body)
    {
        var reading = new AnalyticsBody(body);
        try
        {
            reading.ReadEvaluations();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            reading.RefuseParse();
        }

        return reading.Result();
    }

    private readonly (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) Result()
        => _refusal is { } refusal ? (null, refusal) : (_counts, null);

    private void ReadCounts()
    {
        if (!IsObject())
        {
            return;
        }

        while (_json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            var name = _json.GetString()!;
            Add(name, ReadCount());
        }

        _ = _json.Read(); // Throws when something follows.
    }

    private void ReadEvaluations()
    {
        if (!IsObject())
        {
            return;
        }

        var isThere = false;
        while (_json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            var isList = _json.ValueTextEquals("evaluations"u8);
            _ = _json.Read();
            if (isList && _json.TokenType is JsonTokenType.StartArray)
            {
                isThere = true;
                ReadList();
            }
            else
            {
                _json.Skip();
            }
        }

        _ = _json.Read(); // Throws when something follows.
        if (!isThere)
        {
            _refusal = new JsonObject { ["evaluations"] = new JsonArray("Expected a list of items.") };
        }
    }

    private void ReadList()
    {
        while (_json.Read() && _json.TokenType is not JsonTokenType.EndArray)
        {
            if (_json.TokenType is JsonTokenType.StartObject)
            {
                ReadEvaluation();
            }
            else
            {
                _json.Skip();
            }
        }
    }

    private void ReadEvaluation()
    {
        string? name = null;
        long count = 0;
        while (_json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("feature_name"u8))
            {
                _ = _json.Read();
                name = _json.TokenType is JsonTokenType.String ? _json.GetString() : null;
                _json.Skip();
            }
            else if (_json.ValueTextEquals("count"u8))
            {
                count = ReadCount();
            }
            else
            {
                _ = _json.Read();
                _json.Skip();
            }
        }

        if (name is not null)
        {
            Add(name, count);
        }
    }

    // More than one report can count for is cut, and no body is large enough for sums of these to overflow.
    private readonly void Add(string name, long count)
    {
        if (count > 0)
        {
            _counts[name] = _counts.GetValueOrDefault(name) + Math.Min(count, RequestCounts.MostAtOnce);
        }
    }

    private long ReadCount()
    {
        _ = _json.Read();
        var count = _json.TokenType is JsonTokenType.Number && _json.TryGetInt64(out var number) ? number : 0;
        _json.Skip();
        return count;
    }

    private bool IsObject()
    {
        _ = _json.Read();
        if (_json.TokenType is JsonTokenType.StartObject)
        {
            return true;
        }

        _refusal = new JsonObject { ["detail"] = "Invalid data. Expected a dictionary." };
        return false;
    }

    private void RefuseParse() => _refusal = new JsonObject { ["detail"] = IdentityBody.NotJson };
}
