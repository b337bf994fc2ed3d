using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Api;

/// <summary>Tests over a real server and a world of their own, as one kind of caller.</summary>
public abstract class ApiTests(DatabaseProvider provider, Versioning versioning, ActorKind caller) : WorldTests(provider, versioning)
{
    private readonly Dictionary<Role, ApiClient> _clients = [];
    private ApiClient? _instance;

    private protected ApiServer Server { get; private set; } = null!;

    /// <summary>Whether a person's session or a key calls.</summary>
    protected ActorKind Caller { get; } = caller;

    /// <summary>Configuration of the server, by key.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Where the environment's routes begin.</summary>
    protected static string Environment => "/api/v1/environments/key_Production";

    protected static string Experiments => $"{Environment}/experiments/";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = await ApiServer.StartAsync(Database.Options, World.Clock, Settings);
    }

    public override async ValueTask DisposeAsync()
    {
        _instance?.Dispose();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>Stops the server, which writes what it has to, and starts it anew.</summary>
    private protected async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await ApiServer.StartAsync(Database.Options, World.Clock, Settings);
    }

    /// <summary>A caller with a role in the world's project.</summary>
    private protected async Task<ApiClient> AsAsync(Role role)
    {
        if (!_clients.TryGetValue(role, out var client))
        {
            client = _clients[role] = Caller is ActorKind.Person
                ? await Server.WithSessionAsync($"{role}@test.local")
                : Server.WithKey((await Server.AddKeyAsync(World.ProjectId, role)).Key);
        }

        return client;
    }

    /// <summary>A caller who manages the instance.</summary>
    private protected async Task<ApiClient> InstanceAsync()
    {
        if (_instance is null && Caller is ActorKind.Person)
        {
            await using var db = World.Open();
            db.Add(new Person
            {
                UserName = "Instance@test.local",
                Email = "Instance@test.local",
                DisplayName = "Instance",
                SearchText = Person.Search("Instance", "Instance@test.local"),
                IsInstanceAdministrator = true,
                CreatedAt = World.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        return _instance ??= Caller is ActorKind.Person
            ? await Server.WithSessionAsync("Instance@test.local")
            : Server.WithKey((await Server.AddKeyAsync(projectId: null, Role.Administrator)).Key);
    }

    private protected Task<ApiClient> ManagerAsync() => AsAsync(Role.ProductManager);

    /// <summary>The body that creates an experiment on the world's flag.</summary>
    protected JsonObject NewExperiment(JsonObject? rollout = null, string name = "Checkout button size")
    {
        var body = new JsonObject { ["feature"] = World.FeatureId, ["name"] = name, ["hypothesis"] = "A bigger button lifts sign-ups." };
        if (rollout is not null)
        {
            body["experiment_rollout"] = rollout;
        }

        return body;
    }

    /// <summary>A whole rollout; shares by the world's variants in ordinal order.</summary>
    protected JsonObject Rollout(double percentage, bool enabled, params double[] shares) => new()
    {
        ["enabled"] = enabled,
        ["rollout_percentage"] = percentage,
        ["feature_state_value"] = new JsonObject { ["type"] = "string", ["value"] = "classic" },
        ["multivariate_feature_state_values"] = Split(shares),
    };

    protected JsonArray Split(params double[] shares) => [.. shares.Zip(World.Variants, (share, variant) => Share(variant, share))];

    protected static JsonObject Share(int variant, double share)
        => new() { ["multivariate_feature_option"] = variant, ["percentage_allocation"] = share };

    /// <summary>Creates an experiment over HTTP.</summary>
    /// <returns>Its address.</returns>
    protected async Task<string> CreateAsync(JsonObject? rollout = null, string name = "Checkout button size")
    {
        var created = await (await ManagerAsync()).PostAsync(Experiments, NewExperiment(rollout, name));
        return $"{Experiments}{created.ShouldBe(201).Json["id"]}/";
    }
}
