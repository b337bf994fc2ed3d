using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access;
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
        var readsBody = metadata.OfType<IAcceptsMetadata>().Any();
        var parameters = metadata.OfType<ApiParameter>().ToList();
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

    private static IEnumerable<(int Status, string Meaning)> Errors(bool readsBody, List<ApiParameter> parameters)
    {
        yield return (400, "The request breaks a rule; the member is named.");
        yield return (401, "No key, or one that does not work, and no session.");
        yield return (403, "The caller may not do this, or there is no such project or environment.");
        yield return (404, "There is no such object.");
        yield return (409, "The state of the world stands against it; the sentence says what.");
        if (parameters.Any(parameter => parameter.Name is "If-Match"))
        {
            yield return (412, "Somebody changed it since the revision in If-Match; the sentence says who and what.");
        }

        if (readsBody)
        {
            yield return (413, "The body is too large.");
            yield return (415, "The body is not JSON.");
        }

        if (parameters.Any(parameter => parameter.Name == IdempotencyKey.Header))
        {
            yield return (422, "The Idempotency-Key was used for another body.");
        }

        yield return (429, "Too many requests; Retry-After says when to come back.");
    }

    private static IEnumerable<OpenApiParameter> PathParameters(string path)
        => PathValue().Matches(path).Select(value => value.Groups["name"].Value).Select(name => new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = name is ApiEntrance.EnvironmentValue ? "The key of the environment." : null,
            Schema = new OpenApiSchema { Type = name is ApiEntrance.EnvironmentValue ? JsonSchemaType.String : JsonSchemaType.Integer },
        });

    private static OpenApiParameter Parameter(ApiParameter parameter)
    {
        var one = new OpenApiSchema
        {
            Type = parameter.Name is "page" or "page_size" ? JsonSchemaType.Integer : JsonSchemaType.String,
            Enum = parameter.Words is { Count: > 0 } words ? [.. words.Select(word => JsonValue.Create(word)!)] : null,
        };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Description = parameter.Meaning,
            Schema = parameter.IsRepeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
        };
    }

    private static string Needs(ApiRoute route) => route.Door switch
    {
        ApiDoor.Anybody => "For everybody who has a key or is signed in.",
        ApiDoor.Instance => "For those who manage the instance.",
        _ => $"Needs the role {Permissions.Name(Permissions.LeastRole(route.Needs))} or higher in the project.",
    };

    // What the route is about: the first word of its path that is neither fixed nor the way there.
    private static string Tag(string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '{' && word is not ("api" or "v1")).ToList();
        return words.Count > 1 && words[0] is "environments" or "projects" && words.Count > 1 ? words[1] : words[0];
    }

    private static string Id(string method, string path)
        => string.Join('_', path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("api" or "v1"))
            .Select(word => word[0] == '{' ? $"by_{PathValue().Match(word).Groups["name"].Value}" : word.Replace('-', '_'))
            .Prepend(method.ToLowerInvariant()));

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();
}
