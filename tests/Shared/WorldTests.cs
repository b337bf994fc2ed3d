using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>Tests that start from a <see cref="Shared.World"/> of their own.</summary>
public abstract class WorldTests(DatabaseProvider provider, Versioning versioning = Versioning.V2) : DatabaseTests(provider)
{
    private protected World World { get; private set; } = null!;

    /// <summary>The kind of the world's environment.</summary>
    protected Versioning Versioning { get; } = versioning;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        World = await World.CreateAsync(Database, Versioning);
    }

    public override async ValueTask DisposeAsync()
    {
        if (World is not null)
        {
            await World.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
