using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>Gives each answer of a success an example, made of its shape: by the name of a member where that says more than its type.</summary>
internal static class AnswerExamples
{
    // Rules nest in rules: the lists of deeper ones are shown empty.
    private const int Deepest = 6;

    private static readonly Dictionary<string, string> s_texts = new(StringComparer.Ordinal)
    {
        ["name"] = "checkout_button",
        ["key"] = "big",
        ["hypothesis"] = "A bigger button lifts sign-ups.",
        ["status"] = "running",
        ["slug"] = "production",
        ["email"] = "pat@example.com",
        ["identifier"] = "customer-4711",
        ["type"] = "string",
        ["value"] = "classic",
        ["value_type"] = "string",
        ["versioning"] = "v2",
        ["role"] = "product_manager",
        ["string_value"] = "big",
        ["initial_value"] = "classic",
        ["property"] = "plan",
        ["operator"] = "EQUAL",
        ["summary"] = "rollout 20 % to 50 %",
        ["next"] = "https://experiments.example.com/api/v1/…?page=2",
        ["previous"] = "https://experiments.example.com/api/v1/…",
    };

    private static readonly Dictionary<string, double> s_numbers = new(StringComparer.Ordinal)
    {
        ["rollout_percentage"] = 50,
        ["percentage_allocation"] = 50,
        ["default_percentage_allocation"] = 0,
    };

    /// <summary>Writes them into the document.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            var answers = (operation.Responses ?? [])
                .Where(response => response.Key.StartsWith('2'))
                .SelectMany(response => response.Value.Content?.Values.AsEnumerable() ?? []);
            foreach (var answer in answers.Where(answer => answer is { Schema: not null, Example: null }))
            {
                answer.Example = Of(answer.Schema!, string.Empty, 0);
            }
        }
    }

    private static JsonNode? Of(IOpenApiSchema schema, string name, int depth)
    {
        if (schema.OneOf is { Count: > 0 } choices)
        {
            return Of(choices.FirstOrDefault(choice => choice.Type is not JsonSchemaType.Null) ?? choices[0], name, depth);
        }

        if (schema.Enum is { Count: > 0 } words)
        {
            return words[0].DeepClone();
        }

        var type = schema.Type ?? (schema.Properties is { Count: > 0 } ? JsonSchemaType.Object : JsonSchemaType.String);
        return type switch
        {
            _ when type.HasFlag(JsonSchemaType.Object) => Members(schema, depth),
            _ when type.HasFlag(JsonSchemaType.Array) => schema.Items is { } items && depth + 1 < Deepest ? new JsonArray(Of(items, name, depth + 1)) : [],
            _ when type.HasFlag(JsonSchemaType.Boolean) => false,
            _ when type.HasFlag(JsonSchemaType.Integer) => 1,
            _ when type.HasFlag(JsonSchemaType.Number) => s_numbers.GetValueOrDefault(name, 1),
            _ => Text(schema, name),
        };
    }

    private static JsonObject Members(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        if (schema.Properties is { } members)
        {
            foreach (var (name, member) in members)
            {
                example[name] = Of(member, name, depth + 1);
            }
        }

        return example;
    }

    private static string Text(IOpenApiSchema schema, string name) => schema.Format switch
    {
        "date-time" => new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        "uuid" => "0a3c1f0e-6c5a-4d5e-9a53-3f5d0a1b2c3d",
        _ => s_texts.GetValueOrDefault(name, name.Length > 0 ? name.Replace('_', ' ') : "text"),
    };
}
