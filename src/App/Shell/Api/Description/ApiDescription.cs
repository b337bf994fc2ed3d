using ExperimentAdmin.App.Shell.Server;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ExperimentAdmin.App.Shell.Api.Description;

/// <summary>The machine-readable description of the management API, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    /// <summary>Where the document is.</summary>
    public const string Address = "/openapi/v1.json";

    private const string DocumentName = "v1";

    private static readonly string[] s_schemes = ["ApiKey", "Bearer", "Session"];

    public static IServiceCollection AddApiDescription(this IServiceCollection services)
        => services.AddOpenApi(DocumentName, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiRoute>().Any();
            options.CreateSchemaReferenceId = type => type.Type.Namespace?.StartsWith("ExperimentAdmin", StringComparison.Ordinal) is true
                ? SchemaNames.Of(type.Type)
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.AddDocumentTransformer(DescribeAsync);
            options.AddOperationTransformer(OperationDescription.DescribeAsync);
            options.AddSchemaTransformer(SchemaDescription.DescribeAsync);
        });

    /// <summary>Anybody may read what the API is like; nothing of what is in it.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
        => routes.MapOpenApi(Address).AllowAnonymous();

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ExperimentAdmin management API",
            Version = ProgramVersion.Text,
            Description = "Experiments, their rollouts, and everything they stand on. Sign requests with `Authorization: Api-Key <key>`. "
                + "Times are ISO 8601 in UTC. Percentages are numbers from 0 to 100 with at most two decimals. Unknown members of a body are ignored. "
                + "Trailing slashes may be left out. Answers that show something editable carry its revision as `ETag`; send it back as `If-Match` to refuse a change that somebody else overtook.",
        };
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
        {
            paths.Add(path.TrimEnd('/') + '/', item); // As every address of the API is written.
        }

        document.Paths = paths;
        document.Tags = paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? [])
            .SelectMany(operation => operation.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Reference.Id).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name }).ToHashSet();
        document.AddComponent("ReferenceError", ErrorSchemas.Reference());
        document.AddComponent("Problem", ErrorSchemas.Problem());
        document.AddComponent("ApiKey", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "Authorization",
            Description = "`Api-Key` followed by a management API key.",
        });
        document.AddComponent("Bearer", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The same key as a bearer token.",
        });
        document.AddComponent("Session", new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "experiment-admin",
            Description = "The session of a browser that is signed in, from pages of the application only.",
        });
        document.Security =
        [
            .. s_schemes.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] }),
        ];
        SentSchemas.Correct(document);
        AnswerExamples.AddTo(document);
        return Task.CompletedTask;
    }
}
