using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Bench;

/// <summary>The demo workspace on a SQLite file of its own, with the services and settings that the server uses.</summary>
internal sealed class BenchShop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private BenchShop(ServiceProvider services, string folder, string connectionString)
        => (_services, _folder, ConnectionString) = (services, folder, connectionString);

    public string ConnectionString { get; }

    /// <summary>Leave to do anything in the shop.</summary>
    public ProjectAccess Access { get; private set; } = null!;

    /// <summary>A v1 environment.</summary>
    public int Development { get; private set; }

    /// <summary>A v2 environment.</summary>
    public int Production { get; private set; }

    public IServiceProvider Services => _services;

    public static async Task<BenchShop> CreateAsync(Action<IServiceCollection>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("experiment-admin-bench-").FullName;
        var connectionString = $"Data Source={Path.Join(folder, "bench.db")}";
        var services = new ServiceCollection().AddLogging();
        services.AddCore(new DatabaseOptions(DatabaseProvider.Sqlite, connectionString));
        more?.Invoke(services);
        var shop = new BenchShop(services.BuildServiceProvider(), folder, connectionString);
        await shop.Get<DatabaseStart>().RunAsync(CancellationToken.None);
        await shop.Get<DemoWorkspace>().EnsureAsync(CancellationToken.None);
        await shop.FindAsync();
        return shop;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public AppDbContext Open() => Get<IDbContextFactory<AppDbContext>>().CreateDbContext();

    /// <summary>Runs statements past the model, to fill tables fast.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FindAsync()
    {
        await using var db = Open();
        var environments = await db.Set<ProjectEnvironment>().OrderBy(environment => environment.Id)
            .Select(environment => new { environment.Id, environment.ProjectId }).ToListAsync();
        (Development, Production) = (environments[0].Id, environments[1].Id);
        Access = AccessGate.ForSystem(environments[0].ProjectId);
    }
}
