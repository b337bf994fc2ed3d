using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Serving;

public abstract class EnvironmentKeyUsesTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : EnvironmentKeyUsesTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : EnvironmentKeyUsesTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AKeyThatAnApplicationShowed_IsListedWithItsLastUse()
    {
        var used = await MakeAsync("Used");
        await MakeAsync("Unused");
        await World.Get<EnvironmentKeeper>().CatchUpAsync(Cancellation);
        var uses = World.Get<EnvironmentKeyUses>();
        uses.Note(World.Get<ServedEnvironments>().Find(used)!.Value.Id);
        var noon = World.Clock.Now();

        await uses.WriteAsync(Cancellation);

        var keys = await World.Get<SettingsReads>().KeysAsync(World.Manager, World.EnvironmentId, Cancellation);
        keys.ToDictionary(key => key.Name, key => key.LastUsedAt, StringComparer.Ordinal).ShouldBe(
            new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal) { ["Used"] = noon, ["Unused"] = null }, ignoreOrder: true);
    }

    private async Task<string> MakeAsync(string name)
    {
        var made = await World.Get<CreateEnvironmentKey>().RunAsync(
            new(AccessGate.ForSystem(World.ProjectId), World.EnvironmentId, EnvironmentKeyKind.Server, name), Cancellation);
        return made.Value.Token;
    }
}
