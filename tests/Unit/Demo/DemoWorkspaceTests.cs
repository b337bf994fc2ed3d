using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Demo;

public abstract class DemoWorkspaceTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    public sealed class OnSqlite() : DemoWorkspaceTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : DemoWorkspaceTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task TheDemo_HasARunningACompletedAndADraftExperiment_AndIsFilledOnce()
    {
        await using var services = new ServiceCollection().AddLogging().AddCore(Database.Options).BuildServiceProvider();
        var demo = services.GetRequiredService<DemoWorkspace>();

        (await demo.EnsureAsync(Cancellation)).ShouldBeTrue();
        await using var db = Database.CreateDbContext();
        var before = await DatabaseFingerprint.TakeAsync(db, Cancellation);
        (await demo.EnsureAsync(Cancellation)).ShouldBeTrue();
        (await DatabaseFingerprint.TakeAsync(db, Cancellation)).ShouldBe(before);

        var access = (await services.GetRequiredService<AccessGate>().AdmitAsync(Actor.System, "shop", Cancellation)).Value;
        (await RolloutsAsync(access, "production")).ShouldBe(
        [
            "Bigger checkout button, Running, 20 %: big 50 %, control 50 %",
            "Lower free-shipping threshold, Completed, 40 %: low 50 %, control 50 %",
        ]);
        (await RolloutsAsync(access, "development")).ShouldBe(["No threshold at all, Created, 50 %: none 50 %, control 50 %"]);

        async Task<IEnumerable<string>> RolloutsAsync(ProjectAccess access, string environment)
        {
            var id = await db.Set<ProjectEnvironment>().Where(row => row.Slug == environment).Select(row => row.Id).SingleAsync(Cancellation);
            var list = await services.GetRequiredService<ExperimentReads>().ListAsync(access, id, new ExperimentListQuery(), Cancellation);
            return list.Page.Items.Select(item => $"{item.Name}, {item.Status}, {item.Rollout.State!.Describe()}");
        }
    }
}
