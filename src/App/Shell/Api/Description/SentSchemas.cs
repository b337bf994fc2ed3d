using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>
/// Says of the shapes that are sent which members have to be there and which may be null: the framework takes every member of a
/// record for needed, and every one that may be left out for one that may be null.
/// </summary>
internal static class SentSchemas
{
    private const string Body = "Body";

    /// <summary>Corrects the document.</summary>
    public static void Correct(OpenApiDocument document)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var type in typeof(SentSchemas).Assembly.GetTypes().Where(IsSent))
        {
            if (document.Components?.Schemas?.TryGetValue(SchemaNames.Of(type), out var schema) is true && schema is OpenApiSchema { Properties: { } members } shape)
            {
                foreach (var parameter in Members(type))
                {
                    Correct(shape, members, parameter, nullability.Create(parameter).WriteState is NullabilityState.Nullable);
                }
            }
        }
    }

    private static void Correct(OpenApiSchema shape, IDictionary<string, IOpenApiSchema> members, ParameterInfo parameter, bool isNullable)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!);
        if (isNullable || parameter.IsDefined(typeof(MayBeLeftOutAttribute)))
        {
            _ = shape.Required?.Remove(name);
        }

        if (isNullable && !parameter.IsDefined(typeof(OrNullAttribute)))
        {
            members[name] = WithoutNull(members[name]);
        }
    }

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Type: { } type } own)
        {
            own.Type = type & ~JsonSchemaType.Null;
        }

        return schema is { OneOf: [{ Type: JsonSchemaType.Null }, var other] } ? other : schema;
    }

    private static bool IsSent(Type type)
        => type.Name.EndsWith(Body, StringComparison.Ordinal) ? Members(type).Length > 0
            : Members(type).Any(member => member.IsDefined(typeof(MayBeLeftOutAttribute)));

    // The members of a positional record are the parameters of its one public constructor.
    private static ParameterInfo[] Members(Type type)
        => type is { IsClass: true, IsAbstract: false } && type.GetConstructors() is [var constructor] ? constructor.GetParameters() : [];
}
