using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api.Callers;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>Describes one route from what it says of itself.</summary>
internal static partial class OperationDescription
{
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var route = metadata.OfType<ApiRoute>().Single();
        var path = context.Description.RelativePath ?? string.Empty;
        var method = context.Description.HttpMethod ?? string.Empty;
        var parameters = metadata.OfType<ApiParameter>().ToList();

        // What can be repeated is compared by its body, even where it needs none.
        var readsBody = metadata.OfType<IAcceptsMetadata>().Any() || parameters.Exists(parameter => parameter.Name == IdempotencyKey.Header);
        operation.OperationId = Id(method, path);
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(path), context.Document) };
        operation.Description = Needs(route);
        operation.Parameters = [.. PathParameters(path), .. parameters.Select(Parameter)];
        if (operation.RequestBody is OpenApiRequestBody { Content: { } content } && metadata.OfType<ApiExample>().FirstOrDefault() is { } example)
        {
            foreach (var form in content.Values.OfType<OpenApiMediaType>())
            {
                form.Example = JsonNode.Parse(example.Json);
            }
        }

        DescribeErrors(operation, context.Document, route, readsBody, parameters);
        if (metadata.OfType<ApiFile>().SingleOrDefault() is { } file)
        {
            DescribeFile(operation, file);
        }
        return Task.CompletedTask;
    }

    private static void DescribeErrors(
        OpenApiOperation operation, OpenApiDocument? document, ApiRoute route, bool readsBody, List<ApiParameter> parameters)
    {
        operation.Responses ??= [];
        foreach (var (status, meaning) in Errors(readsBody, parameters))
        {
            var isReference = route.Shape is ErrorShape.Reference;
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [isReference ? "application/json" : "application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(isReference ? "ReferenceError" : "Problem", document),
                    },
                },
            };
        }
    }

    // A file has no shape but its bytes.
    private static void DescribeFile(OpenApiOperation operation, ApiFile file)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = file.Types.ToDictionary(
                type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }, StringComparer.Ordinal),
        };

        operation.Responses!["415"] = operation.Responses["415"] is OpenApiResponse { Content: var content }
            ? new OpenApiResponse { Description = "The body is said to be something else than these files, or it is compressed.", Content = content }
            : operation.Responses["415"];
    }

    private static IEnumerable<(int Status, string Meaning)> Errors(bool readsBody, List<ApiParameter> parameters)
    {
        yield return (400, "The request breaks a rule; the member is named.");
        yield return (401, "No key, or one that does not work, and no session.");
        yield return (403, "The caller may not do this, or there is no such project or environment.");
        yield return (404, "There is no such object.");
        yield return (409, "The state of the world stands against it; the sentence says what.");
        if (parameters.Any(parameter => parameter.Name is ApiMapping.IfMatch))
        {
            yield return (412, "It was changed since the revision in If-Match, and the sentence says by whom and how; or If-Match holds no ETag of this API.");
        }

        if (readsBody)
        {
            yield return (413, "The body is too large.");
            yield return (415, "The body is not JSON, or it is compressed.");
        }

        if (parameters.Any(parameter => parameter.Name == IdempotencyKey.Header))
        {
            yield return (422, "The Idempotency-Key was used for another body.");
        }

        yield return (429, "Too many requests; Retry-After says when to come back.");
        yield return (503, "The database is away, locked, full or gone; Retry-After says when to come back, and the code and the sentence what is known of a change.");
    }

    private static IEnumerable<OpenApiParameter> PathParameters(string path)
        => PathValue().Matches(path).Select(value => value.Groups["name"].Value).Select(name => new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = PathMeaning(name),
            Schema = name switch
            {
                ApiAdmission.EnvironmentValue => new OpenApiSchema { Type = JsonSchemaType.String },
                "uuid" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                _ => new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        });

    private static string PathMeaning(string name) => name switch
    {
        ApiAdmission.EnvironmentValue => "The key of the environment.",
        "uuid" => "Its name that no other installation gives.",
        "id" => "Its id.",
        _ => $"The id of the {name.Replace("_id", string.Empty, StringComparison.Ordinal)}.",
    };

    private static OpenApiParameter Parameter(ApiParameter parameter)
    {
        var one = parameter.Name switch
        {
            "page" => new OpenApiSchema { AnyOf = [Whole(), new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(WirePaging.Last)] }] },
            "page_size" => Whole(),
            _ => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = parameter.Words is { Count: > 0 } words ? [.. words.Select(word => JsonValue.Create(word)!)] : null,
            },
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Required = parameter.IsRequired,
            Description = parameter.Meaning,
            Schema = parameter.IsRepeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
        };
    }

    private static OpenApiSchema Whole() => new() { Type = JsonSchemaType.Integer, Minimum = "1" };

    private static string Needs(ApiRoute route) => route.Scope switch
    {
        ApiScope.Anybody => "For everybody who has a key or is signed in.",
        ApiScope.Instance => "For those who manage the instance.",
        _ => $"Needs the role {Permissions.Name(Permissions.LeastRole(route.Needs))} or higher in the project.",
    };

    // What the route is about: the first word of its path that is neither fixed, nor the way there, nor something that is done to what
    // was found on the way. Flags have addresses of several kinds.
    private static string Tag(string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word[0] != '{' && word is not ("api" or "v1" or "archive" or "restore" or "switch-to-v2")).ToList();
        return words switch
        {
            ["experiments", "environments", ..] or ["multivariate", ..] => "features",
            ["environments" or "projects", var inside, ..] => inside,
            _ => words[0],
        };
    }

    private static string Id(string method, string path)
        => string.Join('_', path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("api" or "v1"))
            .Select(word => word[0] == '{' ? $"by_{PathValue().Match(word).Groups["name"].Value}" : word.Replace('-', '_'))
            .Prepend(method.ToLowerInvariant()));

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();
}
