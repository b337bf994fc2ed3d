using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>Gives shapes and their members the words of the documentation comments.</summary>
internal static class SchemaDescription
{
    private static readonly DocComments s_comments = DocComments.Of(typeof(SchemaDescription).Assembly);

    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        schema.Description ??= context.JsonPropertyInfo is { AttributeProvider: System.Reflection.MemberInfo member }
            ? s_comments.OfMember(member)
            : s_comments.OfType(context.JsonTypeInfo.Type);
        if (schema is { Format: "date-time", Type: null })
        {
            // Written by a converter of ours, which the framework cannot look into.
            schema.Type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Array))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.Object }; // Of objects that have no shape yet.
        }

        return Task.CompletedTask;
    }
}
