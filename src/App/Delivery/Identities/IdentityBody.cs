using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>
/// Reads the body of the identities endpoint as it streams by. Members that it does not know are ignored; of those that it knows, all
/// that is wrong is said at once, at their places.
/// </summary>
internal ref struct IdentityBody
{
    /// <summary>Under which name stands what is said of a body or an item as a whole.</summary>
    public const string Whole = "non_field_errors";

    private const string Traits = "traits";

    private readonly JsonObject _errors = [];
    private Utf8JsonReader _json;
    private string? _identifier;
    private List<SentTrait>? _traits;
    private Dictionary<int, JsonObject>? _faults;
    private int _place;
    private bool _isTransient;

    private IdentityBody(in ReadOnlySequence<byte> body) => _json = new Utf8JsonReader(body);

    /// <summary>Says of a body why it cannot be read at all.</summary>
    public static JsonObject Unread(in ReadOnlySequence<byte> body) => new() { ["detail"] = JsonFault.Of(body.ToArray()).Sentence };

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
            return (null, Unread(body));
        }

        return reading._errors.Count > 0
            ? (null, reading._errors)
            : (new IdentityRequest(reading._identifier, reading._traits ?? (IReadOnlyList<SentTrait>)[], reading._isTransient), null);
    }

    private void ReadAll()
    {
        _ = _json.Read();
        if (_json.TokenType is JsonTokenType.StartObject)
        {
            while (_json.Read() && _json.TokenType is JsonTokenType.PropertyName)
            {
                ReadMember();
            }
        }
        else
        {
            Refuse(Whole, WireSentences.NotAnObject(WireSentences.TypeName(_json)));
            _json.Skip();
        }

        if (_json.Read())
        {
            throw new JsonException("Something follows the body.");
        }
    }

    private void ReadMember()
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
            _ = _errors.Remove("transient");
            if (ReadFlag() is not { } flag)
            {
                Refuse("transient", WireSentences.NotABoolean);
            }
            else
            {
                _isTransient = flag;
            }
        }
        else
        {
            _ = _json.Read();
            _json.Skip();
        }
    }

    // Of two members of one name the last counts, and what was said of the one before is gone with it.
    private void ReadIdentifier()
    {
        _ = _errors.Remove("identifier");
        (_identifier, var isText) = ReadText();
        if ((!isText ? WireSentences.NotAString : _identifier is null ? null : IdentityText.IdentifierFault(_identifier)) is { } fault)
        {
            Refuse("identifier", fault);
        }
    }

    private void ReadTraits()
    {
        _ = _json.Read();
        _ = _errors.Remove(Traits);
        (_traits, _faults, _place) = (null, null, 0);
        if (_json.TokenType is JsonTokenType.Null)
        {
            return;
        }

        if (_json.TokenType is not JsonTokenType.StartArray)
        {
            _errors[Traits] = new JsonObject { [Whole] = new JsonArray(WireSentences.NotAList(WireSentences.TypeName(_json))) };
            _json.Skip();
            return;
        }

        for (_traits = []; _json.Read() && _json.TokenType is not JsonTokenType.EndArray; _place++)
        {
            if (_traits.Count == TraitRules.MostTraits || _faults?.Count > TraitRules.MostTraits)
            {
                Refuse(Traits, WireSentences.TooMany(TraitRules.MostTraits));
                _json.Skip();
            }
            else if (_json.TokenType is JsonTokenType.StartObject)
            {
                ReadTrait();
            }
            else
            {
                RefuseTrait(Whole, WireSentences.NotAnObject(WireSentences.TypeName(_json)));
                _json.Skip();
            }
        }

        // One object for every trait, as the reference answers, so that the place says which one is meant.
        if (_faults is { } faults && !_errors.ContainsKey(Traits))
        {
            _errors[Traits] = new JsonArray([.. Enumerable.Range(0, _place).Select(place => faults.GetValueOrDefault(place) ?? [])]);
        }
    }

    private void ReadTrait()
    {
        (string? Text, bool IsText)? key = null;
        ContextValue? value = null;
        bool? isTransient = false;
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
                isTransient = ReadFlag();
            }
            else
            {
                _ = _json.Read();
                _json.Skip();
            }
        }

        Add(key, value, isTransient);
    }

    private void Add((string? Text, bool IsText)? key, ContextValue? value, bool? isTransient)
    {
        var keyFault = key switch
        {
            null => WireSentences.Required,
            { IsText: false } => WireSentences.NotAString,
            { Text: null } => WireSentences.Null,
            { Text: { } text } => IdentityText.KeyFault(text),
        };
        RefuseTrait("trait_key", keyFault);
        RefuseTrait("trait_value", value is { } given ? IdentityText.ValueFault(given) : WireSentences.Required);
        RefuseTrait("transient", isTransient is null ? WireSentences.NotABoolean : null);
        if (_faults?.ContainsKey(_place) is not true)
        {
            _ = _traits!.RemoveAll(trait => trait.Key == key!.Value.Text);
            _traits.Add(new SentTrait(key!.Value.Text!, value!.Value, isTransient!.Value));
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

    // Null is how clients leave it out; null is returned for what is neither yes nor no.
    private bool? ReadFlag()
    {
        _ = _json.Read();
        return _json.TokenType is JsonTokenType.Null or JsonTokenType.False ? false
            : _json.TokenType is JsonTokenType.True ? true
            : WireText.TryReadBoolean(JsonElement.ParseValue(ref _json), out var flag) ? flag
            : null;
    }

    private readonly void Refuse(string member, string sentence) => _errors[member] = new JsonArray(sentence);

    private void RefuseTrait(string member, string? sentence)
    {
        if (sentence is null)
        {
            return;
        }

        _faults ??= [];
        if (!_faults.TryGetValue(_place, out var faults))
        {
            _faults[_place] = faults = [];
        }

        faults[member] = new JsonArray(sentence);
    }
}
