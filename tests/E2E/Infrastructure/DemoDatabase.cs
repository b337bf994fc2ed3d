using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(DemoDatabase))]

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// SQLite files with the demo workspace, filled once per run and then copied: a server starts faster on them. One has
/// two projects beside it to be looked at, the other the playgrounds of the journeys.
/// </summary>
public sealed class DemoDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<TestDatabase>> s_exhibition = new(() => FillAsync(Playgrounds.AddExhibitionAsync));
    private static readonly Lazy<Task<TestDatabase>> s_playgrounds = new(() => FillAsync(Playgrounds.AddAsync));

    public async ValueTask DisposeAsync()
    {
        foreach (var filled in new[] { s_exhibition, s_playgrounds }.Where(database => database.IsValueCreated))
        {
            await (await filled.Value).DisposeAsync();
        }
    }

    internal static async Task CopyAsync(bool exhibition, string file)
    {
        var filled = await (exhibition ? s_exhibition : s_playgrounds).Value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(filled.Options.File, file);
    }

    // Never cancelled with the test that happens to come first: the others need the file too.
    private static async Task<TestDatabase> FillAsync(Func<IServiceProvider, Task> addAsync)
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var services = new ServiceCollection().AddLogging().AddCore(database.Options).BuildServiceProvider();
        await services.GetRequiredService<DemoWorkspace>().EnsureAsync(CancellationToken.None);
        await addAsync(services);
        database.CloseFile();
        return database;
    }
}
