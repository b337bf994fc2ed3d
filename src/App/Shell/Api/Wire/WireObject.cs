using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Common.Names;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>
/// A JSON object of a request, read member by member. Nothing throws: what is wrong is collected under the member's name
/// in the sentences of the reference, and unknown members are ignored, as it says.
/// </summary>
internal sealed class WireObject
{
    private const string Whole = "non_field_errors";

    private readonly JsonElement _element;
    private readonly List<Func<JsonNode?>> _children = [];
    private readonly JsonObject _own = [];

    public WireObject(JsonElement element) => _element = element;

    /// <summary>Whether nothing was wrong so far, here and in what is nested.</summary>
    public bool IsGood => Errors is null;

    /// <summary>What was wrong: member to a list of sentences, or to the same of a nested object. Null when nothing was.</summary>
    public JsonObject? Errors
    {
        get
        {
            var all = (JsonObject)_own.DeepClone();
            foreach (var nested in _children.Select(child => child()).OfType<JsonObject>())
            {
                foreach (var (name, errors) in nested)
                {
                    all[name] = errors?.DeepClone();
                }
            }

            return all.Count > 0 ? all : null;
        }
    }

    /// <summary>Whether the member is there, null included.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out _);

    /// <summary>Whether the member is there and says something: not null, not an empty list.</summary>
    public bool Says(string name)
        => _element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            && !(value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>A sentence about a member.</summary>
    public void Refuse(string name, string sentence)
    {
        if (_own[name] is JsonArray sentences)
        {
            sentences.Add(sentence);
        }
        else
        {
            _own[name] = new JsonArray(sentence);
        }
    }

    /// <summary>A sentence about the object as a whole.</summary>
    public void Refuse(string sentence) => Refuse(Whole, sentence);

    /// <summary>A text, trimmed; null when it is absent or was refused.</summary>
    /// <param name="name">The member.</param>
    /// <param name="required">Whether it has to be there.</param>
    /// <param name="longest">The most characters; null for no limit of its own.</param>
    /// <param name="blank">Whether it may be empty.</param>
    /// <param name="trim">Whether white space around it is dropped.</param>
    public string? Text(string name, bool required, int? longest = null, bool blank = false, bool trim = true)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (!WireText.TryRead(value, out var text))
        {
            Refuse(name, WireSentences.WhyNoText(value));
            return null;
        }

        text = trim ? text.Trim() : text;
        var refusal = text.Contains('\0') ? WireSentences.HasNul
            : text.Length == 0 && !blank ? WireSentences.Blank
            : longest is { } most && TextRules.IsLonger(text, most) ? WireSentences.TooLong(most)
            : null;
        if (refusal is not null)
        {
            Refuse(name, refusal);
            return null;
        }

        return text;
    }

    /// <summary>A text that may be null; null when it is absent, null or was refused.</summary>
    public string? TextOrNull(string name, int? longest = null, bool blank = true, bool trim = true)
        => IsNull(name) ? null : Text(name, required: false, longest, blank, trim);

    /// <summary>True or false; null when it is absent or was refused.</summary>
    public bool? Boolean(string name, bool required)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (WireText.TryReadBoolean(value, out var flag))
        {
            return flag;
        }

        Refuse(name, WireSentences.NotABoolean);
        return null;
    }

    /// <summary>A whole number in a range; null when it is absent or was refused.</summary>
    public int? Integer(string name, bool required, int least = int.MinValue, int most = int.MaxValue)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (!WireText.TryReadInteger(value, out var number))
        {
            Refuse(name, WireSentences.NotAnInteger);
            return null;
        }

        if (number < least || number > most)
        {
            Refuse(name, number < least ? WireSentences.TooSmall(least) : WireSentences.TooLarge(most));
            return null;
        }

        return (int)number;
    }

    /// <summary>
    /// The id of something that is looked up later; null when it is absent or was refused. An id that no row can have is
    /// refused like one that no row has.
    /// </summary>
    public int? Id(string name, bool required)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            Refuse(name, WireSentences.NotAnId(value));
            return null;
        }

        if (!WireText.TryReadInteger(value, out var number))
        {
            Refuse(name, value.ValueKind is JsonValueKind.String ? WireSentences.NotAnId(value) : WireSentences.NotAnInteger);
            return null;
        }

        if (number is < 1 or > int.MaxValue)
        {
            Refuse(name, WireSentences.NoSuchId(value.ToString()));
            return null;
        }

        return (int)number;
    }

    /// <summary>A percentage from 0 to 100 with at most two decimals, exact; null when it is absent or was refused.</summary>
    public BasisPoints? Percent(string name, bool required)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        var refusal = WirePercent.Read(value, out var percent);
        if (refusal is null)
        {
            return percent;
        }

        Refuse(name, refusal);
        return null;
    }

    /// <summary>One of a few words; null when it is absent or was refused.</summary>
    public T? Choice<T>(string name, bool required, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (WireText.TryRead(value, out var word) && choices.TryGetValue(word, out var choice))
        {
            return choice;
        }

        Refuse(name, WireSentences.NotAChoice(value));
        return null;
    }

    /// <summary>A moment in ISO 8601 with its offset; null when it is absent, null or was refused.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (IsNull(name) || !TryFind(name, required: false, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String && value.TryGetDateTimeOffset(out var time))
        {
            return time.ToUniversalTime();
        }

        Refuse(name, WireSentences.NotATime);
        return null;
    }

    /// <summary>A nested object; null when it is absent or was refused.</summary>
    public WireObject? Object(string name, bool required)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            _own[name] = new JsonObject { [Whole] = new JsonArray(WireSentences.NotAnObject(value)) };
            return null;
        }

        var nested = new WireObject(value);
        _children.Add(() => nested.Errors is { } errors ? new JsonObject { [name] = errors } : null);
        return nested;
    }

    /// <summary>A list of objects; null when it is absent or was refused.</summary>
    public IReadOnlyList<WireObject>? Objects(string name, bool required, int most)
    {
        if (TryList(name, required, most) is not { } list)
        {
            return null;
        }

        var items = list.EnumerateArray().Select(element => (Element: element, Object: new WireObject(element))).ToList();
        _children.Add(() =>
        {
            var errors = items.Select(item => item.Element.ValueKind is JsonValueKind.Object
                ? item.Object.Errors ?? []
                : new JsonObject { [Whole] = new JsonArray(WireSentences.NotAnObject(item.Element)) }).ToArray<JsonNode>();
            return errors.Any(error => ((JsonObject)error).Count > 0) ? new JsonObject { [name] = new JsonArray(errors) } : null;
        });
        return [.. items.Where(item => item.Element.ValueKind is JsonValueKind.Object).Select(item => item.Object)];
    }

    /// <summary>A list of texts; null when it is absent or was refused.</summary>
    public IReadOnlyList<string>? Texts(string name, bool required, int most)
        => TryList(name, required, most) is { } list
            ? Items(name, list, element => WireText.TryRead(element, out var text) && !text.Contains('\0') ? text : null, WireSentences.NotAString)
            : null;

    /// <summary>A list of ids; null when it is absent or was refused.</summary>
    public IReadOnlyList<int>? Ids(string name, bool required, int most)
        => TryList(name, required, most) is { } list
            ? Items(
                name, list, element => WireText.TryReadInteger(element, out var id) && id is > 0 and <= int.MaxValue ? id : (long?)null,
                WireSentences.NotAnInteger)?.Select(id => (int)id!.Value).ToList()
            : null;

    /// <summary>The member as it is; null when it is absent.</summary>
    public JsonElement? Raw(string name) => _element.TryGetProperty(name, out var value) ? value : null;

    private List<T>? Items<T>(string name, JsonElement list, Func<JsonElement, T?> read, string sentence)
    {
        var items = list.EnumerateArray().Select(read).ToList();
        if (items.TrueForAll(item => item is not null))
        {
            return items!;
        }

        Refuse(name, sentence);
        return null;
    }

    private JsonElement? TryList(string name, bool required, int most)
    {
        if (!TryFind(name, required, out var value))
        {
            return null;
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            _own[name] = new JsonObject { [Whole] = new JsonArray(WireSentences.NotAList(value)) };
            return null;
        }

        if (value.GetArrayLength() > most)
        {
            Refuse(name, WireSentences.TooMany(most));
            return null;
        }

        return value;
    }

    private bool IsNull(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Null;

    private bool TryFind(string name, bool required, out JsonElement value)
    {
        if (!_element.TryGetProperty(name, out value))
        {
            if (required)
            {
                Refuse(name, WireSentences.Required);
            }

            return false;
        }

        if (value.ValueKind is not JsonValueKind.Null)
        {
            return true;
        }

        Refuse(name, WireSentences.Null);
        return false;
    }
}
