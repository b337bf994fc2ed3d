using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>A world that is served from the beginning.</summary>
public abstract class ServingWorld(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    private static readonly Dictionary<string, ContextValue> s_noTraits = new(StringComparer.Ordinal);

    private protected EnvironmentKeeper Keeper => World.Get<EnvironmentKeeper>();

    private protected ServedEnvironment Served => World.Get<ServedEnvironments>().Find(World.EnvironmentId)!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Keeper.StartAsync(Cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        if (World is not null)
        {
            await Keeper.StopAsync(CancellationToken.None);
        }

        await base.DisposeAsync();
    }

    private protected static EvaluationContext Context(ServedEnvironment environment, string identifier, params (string Name, string Value)[] traits)
        => environment.Snapshot.ContextOf(new EvaluationIdentity(
            identifier,
            traits.Length == 0 ? s_noTraits : traits.ToDictionary(trait => trait.Name, trait => ContextValue.Of(trait.Value), StringComparer.Ordinal)));
}
