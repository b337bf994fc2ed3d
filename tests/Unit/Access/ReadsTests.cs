using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Access;

/// <summary>
/// Every read that takes a grant to a project, called with a grant to another one and with every id of this: nothing of this
/// project may be in the answer. A new read is found and tried without being named here.
/// </summary>
public sealed class ReadsTests() : WorldTests(DatabaseProvider.Sqlite, Versioning.V2)
{
    // Words that stand for what only this project's people may see.
    private static readonly string[] s_secrets = ["checkout_button", "Secret experiment", "Secret segment", "secret-identity", "ProductManager", "key_Production", "Secret key", "image/png"];

    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
    };

    private static readonly Dictionary<string, ContextValue> s_noTraits = new(StringComparer.Ordinal);

    private static readonly List<MethodInfo> s_reads = [.. typeof(Result<>).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsClass: true, IsAbstract: false }
            && (type.Namespace!.EndsWith(".Reads", StringComparison.Ordinal) || type.Name.EndsWith("Reads", StringComparison.Ordinal)))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetParameters().FirstOrDefault()?.ParameterType == typeof(ProjectAccess)
            && typeof(Task).IsAssignableFrom(method.ReturnType)

            // Whom a project could take in: people belong to the instance, not to a project.
            && method is not { DeclaringType.Name: "PeopleReads", Name: "ChoicesAsync" })];

    [Fact]
    public async Task NoRead_ShowsAnythingOfAProjectThatTheGrantIsNotFor()
    {
        await FillAsync();
        await World.Get<EnvironmentKeeper>().CatchUpAsync(Cancellation);
        var other = (await World.Get<CreateProject>().RunAsync(
            new(AccessGate.ForSystem(), "Other", [new("Production", Versioning.V2, false)]), Cancellation)).Value;
        var (own, foreign) = (AccessGate.ForSystem(World.ProjectId), AccessGate.ForSystem(other.Id));
        var telling = 0;

        foreach (var read in s_reads)
        {
            telling += Secrets(await CallAsync(read, own)).Any() ? 1 : 0;
            Secrets(await CallAsync(read, foreign)).ShouldBeEmpty($"{read.DeclaringType!.Name}.{read.Name}");
        }

        s_reads.Count.ShouldBeGreaterThan(15);
        telling.ShouldBeGreaterThan(s_reads.Count / 2, "with the right grant most reads show something, or the test calls them wrongly");
    }

    private VariantPictureLink _picture = new(Guid.Empty, "none");

    private static IEnumerable<string> Secrets(string answer) => s_secrets.Where(secret => answer.Contains(secret, StringComparison.Ordinal));

    private async Task FillAsync()
    {
        await World.AllocateDefaultAsync(1_000);
        await World.AddSegmentOverrideAsync("Secret segment", state => state.Enabled = true);
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "secret-identity") { Enabled = true, Value = "classic" }, Cancellation)).Error.ShouldBeNull();
        await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true, "Secret experiment");
        (await World.Get<CreateManagementKey>().RunAsync(
            new(new(AccessGate.ForSystem(World.ProjectId)), "Secret key", Role.Viewer), Cancellation)).Error.ShouldBeNull();
        (await World.Get<SetVariantPicture>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], Pictures.Dot), Cancellation)).Error.ShouldBeNull();
        _picture = (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Variants[0].Picture!;
    }

    // All answers for all small ids, as one text.
    private async Task<string> CallAsync(MethodInfo read, ProjectAccess grant)
    {
        var service = typeof(World).GetMethod(nameof(World.Get))!.MakeGenericMethod(read.DeclaringType!).Invoke(World, [])!;
        var answers = "";
        for (var id = 1; id <= 4; id++)
        {
            var task = (Task)read.Invoke(service, [.. read.GetParameters().Select(parameter => Argument(parameter, grant, id))])!;
            await task;
            answers += Text(task.GetType().GetProperty("Result")!.GetValue(task));
        }

        return answers;
    }

    // A refusal has no value to look at.
    private static string Text(object? answer)
    {
        if (answer?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Result<>))
        {
            var isOk = (bool)type.GetProperty(nameof(Result<int>.IsOk))!.GetValue(answer)!;
            answer = type.GetProperty(isOk ? nameof(Result<int>.Value) : nameof(Result<int>.Errors))!.GetValue(answer);
        }

        return JsonSerializer.Serialize(answer, s_json);
    }

    private object? Argument(ParameterInfo parameter, ProjectAccess grant, int id) => parameter switch
    {
        _ when parameter.ParameterType == typeof(ProjectAccess) => grant,
        _ when parameter.ParameterType == typeof(CancellationToken) => Cancellation,
        { Name: "environmentId" } => World.EnvironmentId,
        { Name: "featureId" } => World.FeatureId,
        _ when parameter.ParameterType == typeof(int) => id,
        { Name: "featureName" or "name" } => "checkout_button",
        _ when parameter.ParameterType == typeof(string) => "e",
        _ when parameter.ParameterType == typeof(AuditKey) => id switch
        {
            1 => AuditKey.Experiment(1),
            2 => AuditKey.Flag(World.EnvironmentId, World.FeatureId),
            _ => AuditKey.Feature(World.FeatureId),
        },
        _ when parameter.ParameterType == typeof(IReadOnlyDictionary<string, ContextValue>) => s_noTraits,
        _ when parameter.ParameterType == typeof(VariantPictureLink) => _picture,
        _ when Nullable.GetUnderlyingType(parameter.ParameterType) is not null => null,
        _ => Activator.CreateInstance(parameter.ParameterType),
    };
}
