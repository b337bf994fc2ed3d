using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Persistence.Away;

/// <summary>Tests over the whole application whose database goes away, with a key, a session and an application.</summary>
public abstract class AwayTests(DatabaseProvider provider) : WorldTests(provider, Versioning.V2)
{
    protected const string Environment = "/api/v1/environments/key_Production";
    protected const string Experiments = $"{Environment}/experiments/";

    private protected ApiServer Server { get; private set; } = null!;

    private protected ApiClient Key { get; private set; } = null!;

    private protected ApiClient Session { get; private set; } = null!;

    private protected ApiClient Application { get; private set; } = null!;

    /// <summary>Configuration of the server, by key.</summary>
    protected virtual Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal) { ["Database:CommandTimeout"] = "00:00:01" };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = await ApiServer.StartAsync(Reach(Database.Options), World.Clock, Settings);
        Key = Server.WithKey((await Server.AddKeyAsync(World.ProjectId, Role.Administrator)).Key);
        Session = await Server.WithSessionAsync($"{Role.Administrator}@test.local");
        var made = await Server.Services.GetRequiredService<CreateEnvironmentKey>()
            .RunAsync(new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, EnvironmentKeyKind.Server, "Test"), Cancellation);
        Application = Server.Anybody();
        Application.Http.DefaultRequestHeaders.Add("X-Environment-Key", made.Value.Token);
    }

    public override async ValueTask DisposeAsync()
    {
        Key?.Dispose();
        Session?.Dispose();
        Application?.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>How the application reaches the database.</summary>
    protected virtual DatabaseOptions Reach(DatabaseOptions options) => options;

    protected JsonObject NewSegment(string name) => new()
    {
        ["name"] = name,
        ["project"] = World.ProjectId,
        ["rules"] = JsonNode.Parse(
            """[{"type":"ALL","conditions":[],"rules":[{"type":"ANY","rules":[],"conditions":[{"property":"plan","operator":"EQUAL","value":"pro"}]}]}]"""),
    };

    private protected Task<ApiAnswer> AddSegmentAsync(ApiClient client, string name)
        => client.PostAsync($"/api/v1/projects/{World.ProjectId}/segments/", NewSegment(name));

    private protected async Task<IReadOnlyList<string?>> SegmentsAsync(ApiClient client)
        => (await client.GetAsync($"/api/v1/projects/{World.ProjectId}/segments/")).Rows("name");

    /// <summary>Says something of an identity, and has it written.</summary>
    protected async Task StoreAsync(string identifier, string plan)
    {
        (await SayAsync(identifier, plan)).ShouldBe(200);
        await Server.Services.GetRequiredService<StoredTraits>().WriteAsync(Cancellation);
    }

    private protected Task<ApiAnswer> SayAsync(string identifier, string plan) => Application.PostAsync(
        "/api/v1/identities/",
        new JsonObject { ["identifier"] = identifier, ["traits"] = new JsonArray(new JsonObject { ["trait_key"] = "plan", ["trait_value"] = plan }) });

    private protected async Task<string?> PlanOfAsync(string identifier)
        => (await Application.GetAsync($"/api/v1/identities/?identifier={identifier}")).ShouldBe(200).Json["traits"]!.AsArray()
            .SingleOrDefault()?["trait_value"]!.GetValue<string>();

    private protected async Task<(int Status, string Text)> ReadinessAsync()
    {
        var answer = await Server.Anybody().GetAsync("/health/ready");
        return (answer.Status, answer.Text);
    }

    private protected static ApiAnswer ShouldBeAway(ApiAnswer answer, string? code = null)
    {
        answer.ShouldBe(503);
        int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        answer.Json["detail"]!.GetValue<string>().ShouldEndWith(".");
        answer.Code.ShouldNotBeNullOrEmpty();
        (code ?? answer.Code).ShouldBe(answer.Code, answer.Text);
        answer.Headers.Keys.ShouldNotContain("Set-Cookie");
        return answer;
    }
}
