using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>Two servers on one PostgreSQL with the demo workspace, behind a proxy; nothing where no PostgreSQL can be had.</summary>
public sealed class TwoInstances : IAsyncLifetime
{
    private TestDatabase? _database;

    public AppServer One { get; private set; } = null!;

    public AppServer Other { get; private set; } = null!;

    /// <summary>What browsers see of them.</summary>
    public HttpsProxy Proxy { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (TestDatabase.PostgresServer is null)
        {
            return;
        }

        _database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        (One, Other) = (Server(), Server());
        Proxy = await HttpsProxy.StartAsync([One, Other], path: string.Empty, CancellationToken.None);
        await One.StartAsync(CancellationToken.None); // Which makes the demo workspace.
        await Other.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is null)
        {
            return;
        }

        await Proxy.DisposeAsync();
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await _database.DisposeAsync();
    }

    private AppServer Server() => new(_database!.Options)
    {
        Settings = { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["Demo__Seed"] = "true", ["Server__KnownProxies"] = "127.0.0.1" },
    };
}
