using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Storage;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Retention;

/// <summary>Old records and versions are archived, and only then removed; what somebody still needs stays.</summary>
public abstract class RetentionTests(DatabaseProvider provider) : RetentionWorld(provider)
{
    [Fact]
    public async Task WithoutBeingTold_EverythingIsKeptForEver()
    {
        await AddAsync("flag:1/901", 3, environmentId: 1);

        (await RunAsync()).ShouldBeEmpty();

        (await CountAsync("flag:1/901")).ShouldBe(3);
        Directory.Exists(Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task OldRecords_AreInTheArchive_AndGone_ButForTheNewestOfEachThing()
    {
        await AddAsync("flag:1/901", 3, environmentId: 1);
        await AddAsync("flag:1/902", 1, environmentId: 1);
        await AddAsync("feature:9", 2);
        await AddAsync("person:9", 2, isOfInstance: true);
        await AddAsync("flag:1/903", 2, environmentId: 1, at: World.Clock.Now() - TimeSpan.FromDays(30));
        await KeepAsync(new(30, null, null, null));
        var newest = await NewestIdAsync();

        var run = (await RunAsync()).ShouldHaveSingleItem();

        (run.Kind, run.Removed, run.Fault).ShouldBe((RetentionKind.EnvironmentRecords, 2, null));
        (await CountAsync("flag:1/901")).ShouldBe(1);
        (await CountAsync("flag:1/902")).ShouldBe(1);
        (await CountAsync("flag:1/903")).ShouldBe(2, "They are not older than thirty days.");
        (await CountAsync("feature:9")).ShouldBe(2);
        (await CountAsync("person:9")).ShouldBe(2);
        Archived(run).Select(line => $"{line["object_key"]} {line["number"]} {line["after"]!["name"]}").ShouldBe(["flag:1/901 1 Value 1", "flag:1/901 2 Value 2"]);
        (await NewestIdAsync()).ShouldBeGreaterThan(newest, "Numbers of records are not given again.");
        await using var db = World.Open();
        var record = await db.Set<AuditRecord>().OrderByDescending(record => record.Id).FirstAsync(Cancellation);
        record.Summary.ShouldBe($"2 audit records of environments from before 2026-01-31 were archived to {run.File} and removed");
        (record.ActorKind, record.ProjectId).ShouldBe((ActorKind.System, null));
    }

    [Fact]
    public async Task EachKind_HasAnAgeOfItsOwn()
    {
        await AddAsync("flag:1/901", 2, environmentId: 1);
        await AddAsync("feature:9", 2);
        await AddAsync("person:9", 2, isOfInstance: true);
        await KeepAsync(new(EnvironmentRecords: 36_500, ProjectRecords: 1, InstanceRecords: 30, Versions: null));

        (await RunAsync()).Select(run => (run.Kind, run.Removed)).ShouldBe([(RetentionKind.ProjectRecords, 1), (RetentionKind.InstanceRecords, 1)]);

        (await CountAsync("flag:1/901")).ShouldBe(2);
    }

    [Fact]
    public async Task OfWhatIsGoneForGood_NothingStays_ButOfSomebodyWhoMayComeBack()
    {
        await AddAsync("identity-override:7", 2, environmentId: 1, kind: AuditKind.IdentityOverride, hasEnded: true);
        await AddAsync("member:1/7", 2, environmentId: 1, kind: AuditKind.Member, hasEnded: true);
        await KeepAsync(new(1, null, null, null));

        await RunAsync();

        (await CountAsync("identity-override:7")).ShouldBe(0);
        (await CountAsync("member:1/7")).ShouldBe(1, "Their next role goes on from its number.");
    }

    [Fact]
    public async Task TheRecordsOfAnExperiment_StayUntilItIsCompleted()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: true, 5_000), start: true);
        await World.ApplyAsync(id, World.Rollout(2_000, enabled: true, 5_000));
        await World.PauseAsync(id);
        var key = AuditKey.Experiment(id).Text;
        var before = await CountAsync(key);
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(100));
        await KeepAsync(new(1, null, null, null));

        await RunAsync();
        (await CountAsync(key)).ShouldBe(before);
        _ = await World.ViewAsync(id);
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(2));
        for (var share = 1; share <= ExpiredRows.VersionsKept + 3; share++)
        {
            await World.AllocateDefaultAsync(share * 100); // Its records are not those of shown versions any more.
        }

        await RunAsync();
        (await CountAsync(key)).ShouldBe(2, "The newest, and the newest that changed the flag.");
    }

    [Fact]
    public async Task TheNewestRecordOfAThing_Stays_AlsoWhenItIsThatOfAnother()
    {
        await AddAsync("flag:1/901", 2, environmentId: 1);
        await AddAsync("experiment:901", 3, environmentId: 1, also: "flag:1/901", alsoFrom: 3);
        await AddAsync("experiment:902", 2, environmentId: 1, also: "flag:1/902", alsoFrom: 1);
        await AddAsync("flag:1/902", 1, environmentId: 1, numberFrom: 3);
        await AddAsync("segment:901", 2, environmentId: 1, also: "flag:1/903", alsoFrom: 1, hasEnded: true);
        await AddAsync("experiment:903", 2, environmentId: 1, also: "flag:1/904", alsoFrom: 1, isAlsoBackwards: true);
        await KeepAsync(new(1, null, null, null));

        await RunAsync();

        (await NumbersOfAsync("experiment:901")).ShouldBe([3], "It is the newest of both.");
        (await NumbersOfAsync("flag:1/901")).ShouldBe([2]);
        (await NumbersOfAsync("experiment:902")).ShouldBe([2]);
        (await NumbersOfAsync("flag:1/902")).ShouldBe([3]);
        (await NumbersOfAsync("segment:901")).ShouldBe([2], "The segment is gone, the flag is not.");
        (await NumbersOfAsync("experiment:903")).ShouldBe([1, 2], "The older one is the newest of the flag.");
    }

    [Fact]
    public async Task TheRecordsOfVersionsThatStay_Stay_SoThatEachSaysWhatCameWithIt()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: true, 5_000), start: true);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        var before = await SummariesAsync();
        before[0].ShouldNotBeNull();
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(100));
        await KeepAsync(new(1, null, null, null));

        await RunAsync();

        (await SummariesAsync()).ShouldBe(before);
    }

    private async Task<List<string?>> SummariesAsync()
        => [.. (await World.Get<FlagVersionReads>().ListAsync(World.Manager, World.EnvironmentId, World.FeatureId, new ListQuery(), Cancellation))
            .Items.Select(version => version.Summary)];

    [Fact]
    public async Task ReplacedVersions_GoWhenTheyAreOld_ButForTheNewest()
    {
        for (var share = 1; share <= ExpiredRows.VersionsKept + 5; share++)
        {
            World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(1));
            await World.AllocateDefaultAsync(share * 100);
        }

        var all = await NumbersAsync();
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(100));
        await KeepAsync(new(null, null, null, 50));

        var run = (await RunAsync()).ShouldHaveSingleItem();

        var left = await NumbersAsync();
        left.Count.ShouldBe(ExpiredRows.VersionsKept);
        run.Removed.ShouldBe(all.Count - left.Count);
        left[^1].ShouldBe(all[^1]);
        var lines = Archived(run);
        lines.Select(line => line["number"]!.GetValue<int>()).ShouldBe(all.Take(run.Removed));
        lines[^1]["states"]![0]!["allocations"]![0]!["basis_points"]!.GetValue<int>().ShouldBe((run.Removed - 1) * 100);
        (await World.FlagAsync()).Default.Allocated.ShouldBe((ExpiredRows.VersionsKept + 5) * 100);
        await World.AllocateDefaultAsync(5);
        var versions = await World.Get<FlagVersionReads>().ListAsync(World.Manager, World.EnvironmentId, World.FeatureId, new ListQuery(), Cancellation);
        versions.Items[0].Number.ShouldBe(left[^1] + 1);
        versions.Items[0].IsLive.ShouldBeTrue();
    }

    [Fact]
    public async Task AVersionThatWasLiveUntilLately_Stays_HoweverOldItIs()
    {
        await World.AllocateDefaultAsync(1);
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(400));
        for (var share = 2; share < ExpiredRows.VersionsKept + 10; share++)
        {
            await World.AllocateDefaultAsync(share);
        }

        var before = await NumbersAsync();
        await KeepAsync(new(null, null, null, 30));

        await RunAsync();

        (await NumbersAsync()).ShouldBe(before.Skip(1), "Only the first was replaced that long ago.");
    }

    private async Task<List<int>> NumbersOfAsync(string key)
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().Where(record => record.ObjectKey == key).OrderBy(record => record.Number).Select(record => record.Number).ToListAsync(Cancellation);
    }

    private async Task<List<int>> NumbersAsync()
    {
        await using var db = World.Open();
        return await db.Set<FlagVersion>().Where(version => version.EnvironmentId == World.EnvironmentId && version.FeatureId == World.FeatureId)
            .OrderBy(version => version.Number).Select(version => version.Number).ToListAsync(Cancellation);
    }

    public sealed class OnSqlite() : RetentionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : RetentionTests(DatabaseProvider.Postgres);
}
