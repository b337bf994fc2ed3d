using System.Buffers;
using System.Text.Json;
using ExperimentAdmin.App.Delivery.Identities;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>Reads the body of the remote evaluation protocol as it streams by. Members that it does not know are ignored.</summary>
internal ref struct OfrepBody
{
    private readonly Dictionary<string, ContextValue> _traits;
    private Utf8JsonReader _json;
    private bool _hasContext;
    private string? _targetingKey;
    private (string Code, string Sentence)? _refusal;

    private OfrepBody(in ReadOnlySequence<byte> body)
    {
        _traits = new Dictionary<string, ContextValue>(StringComparer.Ordinal);
        _json = new Utf8JsonReader(body);
    }

    /// <summary>Reads a body.</summary>
    /// <returns>Whom it is about, or why it is refused: one of the two.</returns>
    public static (OfrepRequest? Request, (string Code, string Sentence)? Refusal) Read(in ReadOnlySequence<byte> body)
    {
        var reading = new OfrepBody(body);
        try
        {
            reading.ReadAll();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, (OfrepCodes.ParseError, JsonFault.Of(body.ToArray()).Sentence));
        }

        reading.CheckComplete();
        return reading._refusal is { } refusal ? (null, refusal) : (new OfrepRequest(reading._targetingKey!, reading._traits), null);
    }

    private void ReadAll()
    {
        _ = _json.Read();
        if (_json.TokenType is not JsonTokenType.StartObject)
        {
            _json.Skip();
            Refuse("The body is not an object.");
            return;
        }

        while (_refusal is null && _json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            var isContext = _json.ValueTextEquals("context"u8);
            _ = _json.Read();
            if (isContext)
            {
                ReadContext();
            }
            else
            {
                _json.Skip();
            }
        }

        if (_refusal is null && _json.Read())
        {
            throw new JsonException("Something follows the body.");
        }
    }

    private void ReadContext()
    {
        if (_json.TokenType is not JsonTokenType.StartObject)
        {
            Refuse("The context is not an object.");
            return;
        }

        // Of two the last counts, as of every member.
        (_hasContext, _targetingKey) = (true, null);
        _traits.Clear();
        while (_refusal is null && _json.Read() && _json.TokenType is JsonTokenType.PropertyName)
        {
            if (_json.ValueTextEquals("targetingKey"u8))
            {
                _ = _json.Read();
                ReadTargetingKey();
            }
            else
            {
                ReadTrait();
            }
        }
    }

    private void ReadTargetingKey()
    {
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            Refuse("The targetingKey is not a string.");
            return;
        }

        _targetingKey = _json.GetString();
        if (_targetingKey is not null && IdentityText.IdentifierFault(_targetingKey) is { } fault)
        {
            Refuse($"The targetingKey is refused: {fault}");
        }
    }

    // Lists and objects have no form in which conditions could ask about them.
    private void ReadTrait()
    {
        var key = _json.GetString()!;
        _ = _json.Read();
        var value = JsonValues.Read(ref _json);
        if (IdentityText.KeyFault(key) is { } keyFault)
        {
            Refuse($"The name of a member of the context is refused: {keyFault}");
        }
        else if (IdentityText.ValueFault(value) is { } valueFault)
        {
            Refuse($"The member '{key}' of the context is refused: {valueFault}");
        }
        else if (_traits.Count == TraitRules.MostTraits)
        {
            Refuse($"The context has more than {TraitRules.MostTraits} members.");
        }
        else
        {
            _traits[key] = value;
        }
    }

    private void CheckComplete()
    {
        if (_refusal is null && !_hasContext)
        {
            Refuse("The context is missing.");
        }
        else if (_refusal is null && string.IsNullOrEmpty(_targetingKey))
        {
            _refusal = (OfrepCodes.TargetingKeyMissing, "The context has no targetingKey: it says whom the flags are for.");
        }
    }

    private void Refuse(string sentence) => _refusal = (OfrepCodes.InvalidContext, sentence);
}
