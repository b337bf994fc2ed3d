using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>One environment of a server, as our engine evaluates it beside the server and as clients are told to ask for it.</summary>
internal sealed class ServedToClients(AppServer server, ServedEnvironment environment, string serverKey)
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Loads an environment from the database of a server.</summary>
    public static async Task<ServedToClients> LoadAsync(AppServer server, string project, string name, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddCore(server.Database).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        var id = await db.Set<ProjectEnvironment>()
            .Where(row => row.Name == name && db.Set<Project>().Any(owner => owner.Id == row.ProjectId && owner.Name == project))
            .Select(row => row.Id).SingleAsync(cancellationToken);
        var loaded = await services.GetRequiredService<EnvironmentLoader>().LoadAsync(id, null, cancellationToken);
        return new ServedToClients(server, loaded!.Environment, ServerKey(project, name));
    }

    /// <summary>The server key that the demo workspace and the laboratory give an environment.</summary>
    public static string ServerKey(string project, string environment)
        => $"ser.{(project == Laboratory.Project ? "laboratory" : "demo")}_{environment.ToLowerInvariant()}";

    /// <summary>What the program of the clients reads.</summary>
    /// <param name="identities">Whom to ask about.</param>
    /// <param name="isServer">Whether with the server key, which local evaluation needs.</param>
    public JsonNode Plan(IEnumerable<EvaluationIdentity> identities, bool isServer) => new JsonObject
    {
        ["address"] = server.Address.ToString(),
        ["key"] = isServer ? serverKey : environment.HashKey,
        ["flags"] = new JsonArray([.. environment.Flags.Select(flag => JsonValue.Create(flag.Name))]),
        ["kinds"] = new JsonObject(environment.Flags.Select(flag => KeyValuePair.Create(flag.Name, (JsonNode?)Kind(flag)))),
        ["identities"] = new JsonArray([.. identities.Select(identity => new JsonObject
        {
            ["identifier"] = identity.Identifier,
            ["traits"] = new JsonObject(identity.Traits.Select(trait => KeyValuePair.Create(trait.Key, JsonNode.Parse(Text(trait.Value))))),
        })]),
    };

    /// <summary>What the script of the browser's client reads.</summary>
    public string BrowserPlan(EvaluationIdentity identity)
    {
        var plan = Plan([identity], isServer: false);
        plan["identity"] = plan["identities"]![0]!.DeepClone();
        return plan.ToJsonString();
    }

    /// <summary>The line that the program prints of an identity when it gets what our engine says.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="isOpenFeature">Whether it asks by OpenFeature, which has no value of a flag that is off, and true for one without.</param>
    public string Answer(EvaluationIdentity identity, bool isOpenFeature)
    {
        var context = environment.Snapshot.ContextOf(identity);
        return JsonSerializer.Serialize(
            environment.Flags.Index().Select(entry =>
            {
                var answer = environment.Snapshot.Evaluate(entry.Index, context);
                var value = JsonNode.Parse(Text(answer.Value));
                return new object?[] { answer.Enabled, !isOpenFeature ? value : answer.Enabled ? value ?? true : null };
            }),
            s_plain);
    }

    private static string Kind(ServedFlag flag) => flag switch
    {
        { InitialValue: null } => "boolean",
        { ValueType: FlagValueType.Integer } => "number",
        { ValueType: FlagValueType.Boolean } => "boolean",
        _ => "string",
    };

    private static string Text(ContextValue value)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            value.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
