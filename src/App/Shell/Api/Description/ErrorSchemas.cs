using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>The forms of refusals.</summary>
internal static class ErrorSchemas
{
    private static OpenApiSchema Code => new() { Type = JsonSchemaType.String, Description = "Beside 503: the same for ever; for scripts." };

    private static OpenApiSchema Text => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Object => new() { Type = JsonSchemaType.Object };

    /// <summary>The bodies of the reference: a detail, sentences by member (nested as the body is), or a bare list.</summary>
    public static OpenApiSchema Reference() => new()
    {
        Description = "A `detail`; or the sentences by member, nested as the body is; or, for the rules of a rollout or allocations, a bare list. Of a body that is a list, a list of the same.",
        AnyOf =
        [
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["detail"] = Text, ["code"] = Code },
                Required = new HashSet<string>(StringComparer.Ordinal) { "detail" },
            },
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                AdditionalProperties = new OpenApiSchema { AnyOf = [ListOf(Text, Object), Object] },
            },
            ListOf(Text),
            ListOf(Object),
        ],
    };

    /// <summary>RFC 9457.</summary>
    public static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text,
            ["title"] = Text,
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, why, and what to do." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The same for ever; for scripts." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "The sentences by member of the body.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text },
            },
            ["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Under which the request is found in the log." },
        },
        Required = new HashSet<string>(StringComparer.Ordinal) { "status", "detail", "code" },
    };

    private static OpenApiSchema ListOf(params OpenApiSchema[] items)
        => new() { Type = JsonSchemaType.Array, Items = items is [var only] ? only : new OpenApiSchema { AnyOf = [.. items] } };
}
