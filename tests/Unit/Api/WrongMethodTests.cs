using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.AspNetCore.Routing;

namespace ExperimentAdmin.Unit.Api;

/// <summary>What an address of the API does not do, it says, with what it does: to everybody, and whatever lies behind it.</summary>
public sealed partial class WrongMethodTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Key)
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"];

    [Fact]
    public async Task Every_address_answers_405_with_what_it_allows_in_its_own_form()
    {
        var administrator = await AsAsync(Role.Administrator);
        using var anybody = Server.Anybody();
        var addresses = Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ApiRoute>() is not null)
            .GroupBy(endpoint => PathValue().Replace(endpoint.RoutePattern.RawText!, "7"), StringComparer.Ordinal).ToList();
        addresses.Count.ShouldBeGreaterThan(30);
        foreach (var address in addresses)
        {
            var allowed = address.SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
                .SelectMany(method => method is "GET" ? new[] { method, "HEAD" } : [method]).Order(StringComparer.Ordinal).ToList();
            var isReference = address.First().Metadata.GetMetadata<ApiRoute>()!.Shape is ErrorShape.Reference;
            foreach (var method in s_methods.Except(allowed))
            {
                foreach (var client in new[] { administrator, anybody })
                {
                    foreach (var path in new[] { address.Key, address.Key.TrimEnd('/') })
                    {
                        await RefusesAsync(client, new HttpMethod(method), path, string.Join(", ", allowed), isReference);
                    }
                }
            }
        }
    }

    private static async Task RefusesAsync(ApiClient client, HttpMethod method, string path, string allowed, bool isReference)
    {
        var answer = (await client.SendAsync(method, path)).ShouldBe(405);
        answer.Headers["Allow"].ShouldBe(allowed, $"{method} {path}");
        var sentence = string.Create(CultureInfo.InvariantCulture, $"Method \"{method}\" not allowed.");
        if (isReference)
        {
            answer.ShouldBe(405, $$"""{"detail":"{{sentence.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
        }
        else
        {
            answer.ShouldBeProblem(405, "method_not_allowed").Json["detail"]!.GetValue<string>().ShouldBe(sentence);
        }
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();
}
