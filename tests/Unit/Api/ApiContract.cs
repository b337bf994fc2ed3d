using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExperimentAdmin.Unit.Api;

/// <summary>
/// Holds what the API answers in any test against what its own document says: the status, the content type and the shape
/// of the body. A member that the document does not name fails too.
/// </summary>
internal sealed class ApiContract(JsonNode document)
{
    private static readonly SemaphoreSlim s_turn = new(1);
    private static ApiContract? s_shared;

    /// <summary>The contract, read from the first server that is asked.</summary>
    public static async Task<ApiContract> OfAsync(HttpClient server, CancellationToken cancellation)
    {
        await s_turn.WaitAsync(cancellation);
        try
        {
            return s_shared ??= new ApiContract(JsonNode.Parse(await server.GetStringAsync("/openapi/v1.json", cancellation))!);
        }
        finally
        {
            s_turn.Release();
        }
    }

    /// <summary>What is not as the document says; empty when everything is, or when it says nothing of the address.</summary>
    public IReadOnlyList<string> Check(string method, string path, ApiAnswer answer)
    {
        if (Operation(method, path) is not { } operation)
        {
            return [];
        }

        var where = $"{method} {path} {answer.Status}";
        if (operation["responses"]?[answer.Status.ToString(CultureInfo.InvariantCulture)] is not { } response)
        {
            return [$"{where}: the document does not know this status"];
        }

        if (response["content"]?.AsObject() is not { Count: > 0 } content)
        {
            return answer.Text.Length == 0 ? [] : [$"{where}: the document says there is no body"];
        }

        var type = answer.Headers.GetValueOrDefault("Content-Type", string.Empty).Split(';')[0];
        if (content[type] is not { } form)
        {
            return [$"{where}: the document does not know the content type {type}"];
        }

        var faults = new List<string>();
        Check(form["schema"]!, JsonNode.Parse(answer.Text), where, faults);
        return faults;
    }

    /// <summary>What of a value is not as one of the document's schemas says.</summary>
    public IReadOnlyList<string> Check(JsonNode schema, JsonNode? value)
    {
        var faults = new List<string>();
        Check(schema, value, "$", faults);
        return faults;
    }

    /// <summary>A schema itself, where only its name stands.</summary>
    public JsonNode Resolve(JsonNode schema)
        => schema["$ref"]?.GetValue<string>() is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;

    private JsonNode? Operation(string method, string path)
    {
        var words = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return document["paths"]!.AsObject()
            .Select(entry => (Words: entry.Key.Split('/', StringSplitOptions.RemoveEmptyEntries), entry.Value))
            .Where(entry => entry.Words.Length == words.Length
                && entry.Words.Zip(words).All(pair => pair.First[0] == '{' || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(entry => entry.Words.Count(word => word[0] == '{'))
            .Select(entry => entry.Value![method.ToLowerInvariant()])
            .FirstOrDefault();
    }

    private void Check(JsonNode schema, JsonNode? value, string where, List<string> faults)
    {
        schema = Resolve(schema);
        if ((schema["anyOf"] ?? schema["oneOf"])?.AsArray() is { } choices)
        {
            if (!choices.Any(choice => IsGood(choice!, value, where)))
            {
                faults.Add($"{where}: fits none of the {choices.Count} shapes: {value?.ToJsonString()}");
            }

            return;
        }

        if (!FitsType(schema["type"], value))
        {
            faults.Add($"{where}: {value?.ToJsonString() ?? "null"} is not {schema["type"]?.ToJsonString()}");
            return;
        }

        if (schema["enum"]?.AsArray() is { } words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            faults.Add($"{where}: {value?.ToJsonString()} is none of {words.ToJsonString()}");
        }

        if (value is JsonObject members)
        {
            CheckMembers(schema, members, where, faults);
        }
        else if (value is JsonArray list && schema["items"] is { } items)
        {
            foreach (var (index, item) in list.Index())
            {
                Check(items, item, $"{where}[{index}]", faults);
            }
        }
    }

    private void CheckMembers(JsonNode schema, JsonObject members, string where, List<string> faults)
    {
        var properties = schema["properties"]?.AsObject();
        faults.AddRange((schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())
            .Where(name => !members.ContainsKey(name)).Select(name => $"{where}: {name} is missing"));
        foreach (var (name, value) in members)
        {
            if (properties?[name] is { } property)
            {
                Check(property, value, $"{where}.{name}", faults);
            }
            else if (schema["additionalProperties"] is JsonObject others)
            {
                Check(others, value, $"{where}.{name}", faults);
            }
            else if (properties is not null && schema["additionalProperties"] is null)
            {
                faults.Add($"{where}: the document does not know {name}");
            }
        }
    }

    private bool IsGood(JsonNode schema, JsonNode? value, string where)
    {
        var faults = new List<string>();
        Check(schema, value, where, faults);
        return faults.Count == 0;
    }

    private static bool FitsType(JsonNode? type, JsonNode? value) => type switch
    {
        null => true,
        JsonArray types => types.Any(one => Fits(one!.GetValue<string>(), value)),
        _ => Fits(type.GetValue<string>(), value),
    };

    private static bool Fits(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue && value.GetValueKind() is JsonValueKind.String,
        "boolean" => value is JsonValue && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value is JsonValue && value.GetValueKind() is JsonValueKind.Number && value.GetValue<double>() % 1 == 0,
        "number" => value is JsonValue && value.GetValueKind() is JsonValueKind.Number,
        _ => false,
    };
}
