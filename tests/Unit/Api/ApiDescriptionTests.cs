using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
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
                    (IsFile(body) || body["content"]!["application/json"]!["example"] is not null).ShouldBeTrue(where);
                }
            }
        }
    }

    [Fact]
    public async Task Every_operation_has_a_tag_words_parameters_and_a_body_for_each_refusal()
    {
        var document = await DocumentAsync();
        var tags = document["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList();
        foreach (var (where, path, operation) in Operations(document))
        {
            tags.ShouldContain(operation["tags"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>(), where);
            operation["description"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(where);
            var parameters = operation["parameters"]?.AsArray().ToList() ?? [];
            parameters.Where(parameter => parameter!["in"]!.GetValue<string>() is "path").Select(parameter => parameter!["name"]!.GetValue<string>())
                .ShouldBe(PathValue().Matches(path).Select(value => value.Groups["name"].Value), where);
            foreach (var parameter in parameters)
            {
                parameter!["description"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(where);
                parameter["schema"].ShouldNotBeNull(where);
            }

            foreach (var (status, response) in operation["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5'))
            {
                response!["content"]!.AsObject().ShouldHaveSingleItem().Value!["schema"].ShouldNotBeNull($"{where} {status}");
            }
        }

        tags.ShouldNotContain("archive");
        tags.ShouldNotContain("switch-to-v2");
    }

    [Fact]
    public async Task Every_list_says_what_it_is_of()
    {
        var document = await DocumentAsync();
        var lists = Nodes(document).OfType<JsonObject>().Where(node => IsList(node["type"])).ToList();
        lists.Count.ShouldBeGreaterThan(20);
        lists.Where(list => list["items"] is not JsonObject).Select(list => list.GetPath()).ShouldBeEmpty();

        static bool IsList(JsonNode? type) => type switch
        {
            JsonValue value => value.TryGetValue<string>(out var name) && name is "array",
            JsonArray types => types.Any(one => one!.GetValue<string>() is "array"),
            _ => false,
        };
    }

    [Fact]
    public async Task Every_example_is_as_its_schema_says()
    {
        var document = await DocumentAsync();
        var contract = new ApiContract(document);
        var faults = new List<string>();
        foreach (var (where, _, operation) in Operations(document))
        {
            foreach (var form in Forms(operation).Where(form => form!["example"] is not null))
            {
                faults.AddRange(contract.Check(form!["schema"]!, form["example"]).Select(fault => $"{where}: {fault}"));
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_body_needs_is_refused_when_it_is_left_out_and_what_may_be_null_alone_can_be()
    {
        var document = await DocumentAsync();
        var contract = new ApiContract(document);
        var administrator = await InstanceAsync();
        var addresses = await MakeWhatAddressesNameAsync(administrator);
        var (faults, left) = (new List<string>(), 0);
        foreach (var (where, path, operation) in Operations(document).Where(operation => operation.Operation["requestBody"] is { } sent && !IsFile(sent)))
        {
            var form = operation["requestBody"]!["content"]!["application/json"]!;
            var address = PathValue().Replace(path, value => addresses[value.Groups["name"].Value is "id" ? path : value.Groups["name"].Value]);
            foreach (var (body, member, isNull) in Variations(contract, form["schema"]!, form["example"]!))
            {
                left++;
                var answer = await administrator.SendAsync(new HttpMethod(where.Split(' ')[0].ToUpperInvariant()), address, body);
                var isRefused = answer.Status == 400 && answer.Text.Contains(member, StringComparison.Ordinal);
                if (!isRefused)
                {
                    faults.Add($"{where} {(isNull ? "with null for" : "without")} {member}: {answer.Status} {answer.Text}");
                }
            }
        }

        left.ShouldBeGreaterThan(50);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Anybody_may_read_the_document()
    {
        using var anybody = Server.Anybody();
        (await anybody.GetAsync("/openapi/v1.json")).ShouldBe(200);
    }

    [Fact]
    public async Task The_document_is_of_the_version_of_the_program()
        => (await DocumentAsync())["info"]!["version"]!.GetValue<string>().ShouldBe(ProgramVersion.Text);

    // The example without a member that it needs, or with null for one that may not be null: each once, at every depth.
    private static IEnumerable<(JsonNode Body, string Member, bool IsNull)> Variations(ApiContract contract, JsonNode schema, JsonNode example)
    {
        foreach (var (steps, shape, members) in Objects(contract, schema, example, []))
        {
            var required = (shape["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            foreach (var (name, property) in shape["properties"]!.AsObject())
            {
                if (required.Contains(name))
                {
                    yield return (With(example, steps, found => found.Remove(name)), name, false);
                }

                if (members.ContainsKey(name) && contract.Check(property!, value: null).Count > 0)
                {
                    yield return (With(example, steps, found => found[name] = null), name, true);
                }
            }
        }
    }

    private static IEnumerable<(IReadOnlyList<object> Steps, JsonNode Shape, JsonObject Members)> Objects(
        ApiContract contract, JsonNode schema, JsonNode? value, IReadOnlyList<object> steps)
    {
        schema = contract.Resolve(schema);
        if (value is JsonArray list && schema["items"] is { } items)
        {
            return list.Index().SelectMany(item => Objects(contract, items, item.Item, [.. steps, item.Index]));
        }

        return value is JsonObject members && schema["properties"] is JsonObject properties
            ? members.Where(member => properties[member.Key] is not null)
                .SelectMany(member => Objects(contract, properties[member.Key]!, member.Value, [.. steps, member.Key])).Prepend((steps, schema, members))
            : [];
    }

    private static JsonNode With(JsonNode example, IReadOnlyList<object> steps, Action<JsonObject> change)
    {
        var copy = example.DeepClone();
        change((JsonObject)steps.Aggregate(copy, (node, step) => step is int index ? node[index]! : node[(string)step]!));
        return copy;
    }

    // By the names of the parts of addresses, and for ids by the address that they stand in.
    private async Task<IReadOnlyDictionary<string, string>> MakeWhatAddressesNameAsync(ApiClient administrator)
    {
        var experiment = await World.CreateExperimentAsync();
        var segment = await World.AddSegmentAsync("Staff");
        (await World.ForceAsync("ann", World.Variants[0])).Error.ShouldBeNull();
        var flags = $"{Environment}/features/{World.FeatureId}/";
        var forced = (await administrator.GetAsync($"{flags}identities/")).Rows("id")[0]!;
        var person = (await administrator.GetAsync("/api/v1/people/")).Rows("id")[0]!;
        var key = (await administrator.PostAsync($"{Environment}/keys/", new JsonObject { ["kind"] = "client", ["name"] = "x" })).ShouldBe(201).Json["id"]!.ToString();
        const string environment = "/api/v1/environments/{environment_key}/";
        const string project = "/api/v1/projects/{project_id}/";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["environment_key"] = "key_Production",
            ["project_id"] = $"{World.ProjectId}",
            ["feature_id"] = $"{World.FeatureId}",
            ["segment_id"] = $"{segment}",
            ["person_id"] = person,
            [$"{environment}experiments/{{id}}/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/rollout/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/phases/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/end/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/conclusion/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/exclusions/"] = $"{experiment}",
            [$"{environment}experiments/{{id}}/flag-door/"] = $"{experiment}",
            [$"{environment}features/{{feature_id}}/identities/{{id}}/"] = forced,
            [$"{environment}keys/{{id}}/rotate/"] = key,
            [$"{project}features/{{feature_id}}/mv-options/{{id}}/"] = $"{World.Variants[0]}",
            [$"{project}segments/{{id}}/"] = $"{segment}",
            [$"{project}members/{{id}}/"] = person,
            ["/api/v1/people/{id}/"] = person,
        };
    }

    private static IEnumerable<(string Where, string Path, JsonNode Operation)> Operations(JsonNode document)
        => document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key} {path.Key}", path.Key, operation.Value!)));

    // What is no JSON has no members to be left out.
    private static bool IsFile(JsonNode body)
        => body["content"]!.AsObject().All(form => form.Key.StartsWith("image/", StringComparison.Ordinal) && form.Value!["schema"]!["format"]?.GetValue<string>() is "binary");

    private static IEnumerable<JsonNode?> Forms(JsonNode operation)
        => operation["responses"]!.AsObject().Select(response => response.Value!).Append(operation["requestBody"] ?? new JsonObject())
            .SelectMany(part => part["content"]?.AsObject().Select(form => form.Value) ?? []);

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
        => (node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        }).OfType<JsonNode>().SelectMany(Nodes).Prepend(node);

    private async Task<JsonNode> DocumentAsync()
    {
        using var anybody = Server.Anybody();
        return (await anybody.GetAsync("/openapi/v1.json")).ShouldBe(200).Json;
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PathValue();

    [GeneratedRegex(@":\w+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Constraint();
}
