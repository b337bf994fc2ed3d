using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(DemoDatabase))]

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>A SQLite file with the demo workspace and playgrounds, filled once per run and then copied: a server starts faster on it.</summary>
public sealed class DemoDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<TestDatabase>> s_filled = new(FillAsync);

    public async ValueTask DisposeAsync()
    {
        if (s_filled.IsValueCreated)
        {
            await (await s_filled.Value).DisposeAsync();
        }
    }

    internal static async Task CopyAsync(string file)
    {
        var filled = await s_filled.Value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(new SqliteConnectionStringBuilder(filled.Options.ConnectionString).DataSource, file);
    }

    // Never cancelled with the test that happens to come first: the others need the file too.
    private static async Task<TestDatabase> FillAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var services = new ServiceCollection().AddLogging().AddCore(database.Options).BuildServiceProvider();
        await services.GetRequiredService<DemoWorkspace>().EnsureAsync(CancellationToken.None);
        await Playgrounds.AddAsync(services);
        return database;
    }
}
