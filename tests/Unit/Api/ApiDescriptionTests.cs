using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.AspNetCore.Routing;

namespace ExperimentAdmin.Unit.Api;

public sealed partial class ApiDescriptionTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    [Fact]
    public async Task The_document_describes_every_route_with_its_words_its_errors_and_an_example_of_each_body()
    {
        var document = await DocumentAsync();
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");

        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")).ToList();
        var mapped = Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}")}")).ToList();
        described.Order(StringComparer.Ordinal).ShouldBe(mapped.Order(StringComparer.Ordinal));

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var where = $"{method} {path}";
                ids.Add(operation!["operationId"]!.GetValue<string>()).ShouldBeTrue(where);
                operation["summary"]?.GetValue<string>().ShouldNotBeNullOrWhiteSpace(where);
                operation["summary"].ShouldNotBeNull(where);
                var responses = operation["responses"]!.AsObject().Select(response => response.Key).ToList();
                responses.ShouldContain(status => status.StartsWith('2'), where);
                foreach (var status in new[] { "400", "401", "403", "404", "409", "429" })
                {
                    responses.ShouldContain(status, where);
                }

                foreach (var (status, response) in operation["responses"]!.AsObject().Where(response => response.Key.StartsWith('2')))
                {
                    if (response!["content"] is { } content)
                    {
                        content["application/json"]!["example"].ShouldNotBeNull($"{where} {status}");
                    }
                }

                if (operation["requestBody"] is { } body)
                {
                    body["content"]!["application/json"]!["example"].ShouldNotBeNull(where);
                }
            }
        }
    }

    [Fact]
    public async Task Anybody_may_read_the_document()
    {
        using var anybody = Server.Anybody();
        (await anybody.GetAsync("/openapi/v1.json")).ShouldBe(200);
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var anybody = Server.Anybody();
        return (await anybody.GetAsync("/openapi/v1.json")).ShouldBe(200).Json;
    }

    [GeneratedRegex(@":\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Constraint();
}
