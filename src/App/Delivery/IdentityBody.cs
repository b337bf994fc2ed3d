using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation;
using ExperimentAdmin.Core.Serving;

namespace ExperimentAdmin.App.Delivery;

/// <summary>Reads the body of the identities endpoint as it streams by. Members that it does not know are ignored.</summary>
internal ref struct IdentityBody
{
    /// <summary>Says of a body that it cannot be read at all.</summary>
    public const string NotJson = "JSON parse error - the body is not JSON in UTF-8.";

    private const string Required = "This field is required.";
    private const string NoText = "Not a valid string.";

    private Utf8JsonReader _json;
    private string? _identifier;
    private List<SentTrait>? _traits;
    private int _place;
    private bool _isTransient;
    private JsonObject? _refusal;

    private IdentityBody(in ReadOnlySequence<byte> body) => _json = new Utf8JsonReader(body);

    /// <summary>Reads a body.</summary>
    /// <returns>Whom it is about, or why it is refused: one of the two.</returns>
    public static (IdentityRequest? Request, JsonObject? Refusal) Read(in ReadOnlySequence<byte> body)
    {
        var reading = new IdentityBody(body);
        try
        {
            reading.ReadAll();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, new JsonObject { ["detail"] = NotJson });
        }

        return reading._refusal is { } refusal
            ? (null, refusal)
            : (new IdentityRequest(reading._identifier, reading._traits ?? (IReadOnlyList<SentTrait>)[], reading._isTransient), null);
    }

    private void ReadAll()
    {
        _ = _json.Read();
        if (_json.TokenType is not JsonTokenType.StartObject)
        {
            _json.Skip();
            Refuse("non_field_errors", "Invalid data. Expected a dictionary.");
            return;
        }

        while (_refusal is null && _json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("identifier"u8))
            {
                ReadIdentifier();
            }
            else if (_json.ValueTextEquals("traits"u8))
            {
                ReadTraits();
            }
            else if (_json.ValueTextEquals("transient"u8))
            {
                _ = _json.Read();
                _isTransient = ReadFlag();
            }
            else
            {
                _ = _json.Read();
                _json.Skip();
            }
        }

        if (_refusal is null && _json.Read())
        {
            throw new JsonException("Something follows the body.");
        }
    }

    private void ReadIdentifier()
    {
        (_identifier, var isText) = ReadText();
        if ((!isText ? NoText : _identifier is null ? null : IdentityWords.IdentifierFault(_identifier)) is { } fault)
        {
            Refuse("identifier", fault);
        }
    }

    private void ReadTraits()
    {
        _ = _json.Read();
        _traits = null;
        if (_json.TokenType is JsonTokenType.Null)
        {
            return;
        }

        if (_json.TokenType is not JsonTokenType.StartArray)
        {
            Refuse("traits", "Expected a list of items.");
            return;
        }

        (_traits, _place) = ([], 0);
        while (_refusal is null && _json.Read() && _json.TokenType is not JsonTokenType.EndArray)
        {
            if (_traits.Count == TraitRules.MostTraits)
            {
                Refuse("traits", $"Ensure this field has no more than {TraitRules.MostTraits} elements.");
            }
            else if (_json.TokenType is not JsonTokenType.StartObject)
            {
                RefuseTrait("non_field_errors", "Invalid data. Expected a dictionary.");
            }
            else
            {
                ReadTrait();
            }

            _place++;
        }
    }

    private void ReadTrait()
    {
        (string? Text, bool IsText) key = (null, true);
        ContextValue? value = null;
        var isTransient = false;
        while (_json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("trait_key"u8))
            {
                key = ReadText();
            }
            else if (_json.ValueTextEquals("trait_value"u8))
            {
                _ = _json.Read();
                value = JsonValues.Read(ref _json, asText: true);
            }
            else if (_json.ValueTextEquals("transient"u8))
            {
                _ = _json.Read();
                isTransient = ReadFlag();
            }
            else
            {
                _ = _json.Read();
                _json.Skip();
            }
        }

        if (key.IsText)
        {
            Add(key.Text, value, isTransient);
        }
        else
        {
            RefuseTrait("trait_key", NoText);
        }
    }

    private void Add(string? key, ContextValue? value, bool isTransient)
    {
        if ((key is null ? Required : IdentityWords.KeyFault(key)) is { } keyFault)
        {
            RefuseTrait("trait_key", keyFault);
        }
        else if ((value is { } given ? IdentityWords.ValueFault(given) : Required) is { } valueFault)
        {
            RefuseTrait("trait_value", valueFault);
        }
        else
        {
            _ = _traits!.RemoveAll(trait => trait.Key == key);
            _traits.Add(new SentTrait(key!, value!.Value, isTransient));
        }
    }

    // Numbers become text, as in the reference, and null is none; nothing else is one.
    private (string? Text, bool IsText) ReadText()
    {
        _ = _json.Read();
        if (_json.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null)
        {
            return (JsonValues.Read(ref _json, asText: true).ToText(), true);
        }

        _json.Skip();
        return (null, false);
    }

    // As lenient as the reference: whatever is not plainly yes is no.
    private bool ReadFlag()
    {
        var value = JsonValues.Read(ref _json, asText: true).ToText();
        return value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
    }

    private void Refuse(string member, string sentence) => _refusal = new JsonObject { [member] = new JsonArray(sentence) };

    // One object for every trait before it, as the reference answers, so that the place says which one is meant.
    private void RefuseTrait(string member, string sentence)
    {
        var traits = new JsonArray([.. Enumerable.Range(0, _place).Select(_ => new JsonObject())]);
        traits.Add((JsonNode)new JsonObject { [member] = new JsonArray(sentence) });
        _refusal = new JsonObject { ["traits"] = traits };
    }
}
