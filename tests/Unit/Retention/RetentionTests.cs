using System.IO.Compression;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.Storage;
using ExperimentAdmin.Core.Retention.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Testing;

namespace ExperimentAdmin.Unit.Retention;

/// <summary>Old records and versions are archived, and only then removed; what somebody still needs stays.</summary>
public abstract class RetentionTests : WorldTests
{
    private static readonly DateTimeOffset s_old = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("experiment-admin-archive-");
    private readonly RetentionHealth _health = new();
    private readonly FakeLogger<RunRetention> _logger = new();

    private protected RetentionTests(DatabaseProvider provider)
        : base(provider) => Folder = Path.Join(_folder.FullName, "archive");

    private string Folder { get; set; }

    private static InstanceAccess Instance => AccessGate.ForSystem();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

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
        for (var share = 1; share <= OldRows.VersionsKept + 3; share++)
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
    public async Task ManyAreRemoved_SomeAtATime_EachWithItsRecord_IntoOneFile()
    {
        await AddAsync("flag:1/901", (2 * OldBatch.MostRows) + 2, environmentId: 1);
        await KeepAsync(new(1, null, null, null));

        var run = (await RunAsync()).ShouldHaveSingleItem();

        run.Removed.ShouldBe((2 * OldBatch.MostRows) + 1);
        Archived(run).Select(line => line["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, run.Removed));
        (await CountAsync(AuditKey.RetentionRemovals.Text)).ShouldBe(3);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Join(Folder, run.File)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            new DirectoryInfo(Folder).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task WhatCannotBeArchived_IsNotRemoved_AndThePageTheLogAndReadinessSaySo()
    {
        await AddAsync("flag:1/901", 3, environmentId: 1);
        await KeepAsync(new(1, null, null, null));
        await File.WriteAllTextAsync(Folder, "No folder.", Cancellation);

        (await RunAsync()).ShouldHaveSingleItem().Fault.ShouldNotBeNull().ShouldContain(Folder);

        (await CountAsync("flag:1/901")).ShouldBe(3);
        (await ReadinessAsync()).ShouldBe(HealthStatus.Degraded);
        _logger.LatestRecord.Message.ShouldContain("could not be archived");
        (await SetAsync(RetentionDays.Off, null)).IsOk.ShouldBeTrue();
        (await ReadinessAsync()).ShouldBe(HealthStatus.Healthy, "Nothing has to be archived any more.");
        await KeepAsync(new(1, null, null, null));
        var view = await ViewAsync();
        view.Runs.ShouldHaveSingleItem().Fault.ShouldNotBeNull();
        view.LastRunAt.ShouldBeNull();

        File.Delete(Folder);
        (await RunAsync()).ShouldHaveSingleItem().Fault.ShouldBeNull();
        (await CountAsync("flag:1/901")).ShouldBe(1);
        (await ReadinessAsync()).ShouldBe(HealthStatus.Healthy);
        (await ViewAsync()).LastRunAt.ShouldBe(World.Clock.Now());
    }

    [Fact]
    public async Task WhatWasArchivedAndNotRemoved_IsStillThere_AndArchivedOnceMore()
    {
        await AddAsync("flag:1/901", 3, environmentId: 1);
        await KeepAsync(new(1, null, null, null));
        var nobody = new InstanceAccess(Actor.Person(999, "Nobody")); // Refused by the transaction, after the file was written.

        using (var run = Run())
        {
            (await run.RunAsync(new(nobody), Cancellation)).Error.ShouldNotBeNull();
        }

        (await CountAsync("flag:1/901")).ShouldBe(3);
        var second = (await RunAsync()).ShouldHaveSingleItem();
        Directory.GetFiles(Folder).Length.ShouldBe(2);
        Archived(second).Count.ShouldBe(2);
    }

    [Fact]
    public async Task OneRunAtATime()
    {
        using var run = Run();
        await using var other = World.Open();
        if (Database.Options.Provider is DatabaseProvider.Postgres)
        {
            (await other.TryTakeTurnAsync(RunRetention.Turn, Cancellation)).ShouldBeTrue(); // As another process does.
            (await run.RunAsync(new(Instance), Cancellation)).Error!.Code.ShouldBe("retention_runs");
            await other.ReleaseTurnAsync(RunRetention.Turn);
        }

        (await run.RunAsync(new(Instance), Cancellation)).IsOk.ShouldBeTrue();
        (await run.RunAsync(new(Instance), Cancellation)).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ReplacedVersions_GoWhenTheyAreOld_ButForTheNewest()
    {
        for (var share = 1; share <= OldRows.VersionsKept + 5; share++)
        {
            World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(1));
            await World.AllocateDefaultAsync(share * 100);
        }

        var all = await NumbersAsync();
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromDays(100));
        await KeepAsync(new(null, null, null, 50));

        var run = (await RunAsync()).ShouldHaveSingleItem();

        var left = await NumbersAsync();
        left.Count.ShouldBe(OldRows.VersionsKept);
        run.Removed.ShouldBe(all.Count - left.Count);
        left[^1].ShouldBe(all[^1]);
        var lines = Archived(run);
        lines.Select(line => line["number"]!.GetValue<int>()).ShouldBe(all.Take(run.Removed));
        lines[^1]["states"]![0]!["allocations"]![0]!["basis_points"]!.GetValue<int>().ShouldBe((run.Removed - 1) * 100);
        (await World.FlagAsync()).Default.Allocations.Values.Sum().ShouldBe((OldRows.VersionsKept + 5) * 100);
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
        for (var share = 2; share < OldRows.VersionsKept + 10; share++)
        {
            await World.AllocateDefaultAsync(share);
        }

        var before = await NumbersAsync();
        await KeepAsync(new(null, null, null, 30));

        await RunAsync();

        (await NumbersAsync()).ShouldBe(before.Skip(1), "Only the first was replaced that long ago.");
    }

    [Fact]
    public async Task TheFileOfTheAuditLog_AndTheNextChanges_GoOn_WhileRecordsGo()
    {
        await AddAsync("flag:1/901", 700, environmentId: World.EnvironmentId);
        await KeepAsync(new(1, null, null, null));
        var read = 0;
        await foreach (var entry in World.Get<AuditReads>().EachAsync(World.Manager, new AuditListQuery(), Cancellation))
        {
            if (read++ == 0)
            {
                await RunAsync();
            }
        }

        read.ShouldBeGreaterThan(0);
        (await World.CreateExperimentAsync()).ShouldBeGreaterThan(0);
        var history = await World.Get<AuditReads>().HistoryAsync(World.Manager, new AuditKey("flag:1/901"), new ListQuery(), Cancellation);
        history.Items.ShouldHaveSingleItem().Number.ShouldBe(700);
    }

    [Fact]
    public async Task TheDays_AreRecorded_AndRefusedWhenTheyAreNoneOrWereChangedMeanwhile()
    {
        (await SetAsync(new(30, null, null, 7), 0)).Value.ShouldBe(1);
        (await SetAsync(new(30, null, null, 7), 1)).Value.ShouldBe(1);
        (await SetAsync(new(31, null, null, null), 0)).Error!.Code.ShouldBe(StaleRevision.Code);
        var errors = (await SetAsync(new(0, -1, 36_501, null), 1)).Errors;
        errors.Select(error => error.Field).ShouldBe(["environment_record_days", "project_record_days", "instance_record_days"]);

        var view = await ViewAsync();
        (view.Days, view.Revision, view.ChangedBy).ShouldBe((new RetentionDays(30, null, null, 7), 1, Actor.System.Name));
        await using var db = World.Open();
        (await db.Set<AuditRecord>().SingleAsync(record => record.ObjectKey == AuditKey.Retention.Text, Cancellation)).Summary
            .ShouldBe("audit records of environments kept for 30 days instead of for ever; replaced versions of flags kept for 7 days instead of for ever");
    }

    [Fact]
    public async Task WithoutAFolder_NothingCanBeSaidToGo()
    {
        var set = new SetRetention(World.Get<UnitOfWork>(), new RetentionArchive(new RetentionOptions(ArchiveFolder: null)), _health);

        var refused = await set.RunAsync(new(Instance, new(1, null, null, null)), Cancellation);

        refused.Error!.Code.ShouldBe("archive_folder_missing");
        refused.Error.Message.ShouldContain("Retention:ArchiveFolder");
        (await ViewAsync()).Days.ShouldBe(RetentionDays.Off);
        await KeepAsync(new(30, null, null, 7));
        foreach (var more in (RetentionDays[])[new(29, null, null, 7), new(30, 1, null, 7), new(60, null, null, 6)])
        {
            (await set.RunAsync(new(Instance, more), Cancellation)).Error!.Code.ShouldBe("archive_folder_missing");
        }

        (await set.RunAsync(new(Instance, new(31, null, null, null)), Cancellation)).IsOk.ShouldBeTrue("Less is removed.");
    }

    [Fact]
    public async Task WhatThereIs_AndWhatARunWouldRemove_IsCounted()
    {
        await AddAsync("flag:1/901", 3, environmentId: 1);
        await KeepAsync(new(30, null, null, null));

        var stock = (await ViewAsync()).Stocks[0];

        (stock.Kind, stock.Count, stock.Oldest, stock.Due).ShouldBe((RetentionKind.EnvironmentRecords, 3, s_old, 2));
        stock.Bytes.ShouldBeGreaterThan(600);
        (await ViewAsync()).Stocks[1].Due.ShouldBeNull();
    }

    [Fact]
    public async Task ItRunsOnceADay_AndOnlyWhereItIsAskedFor()
    {
        using var run = Run();
        var daily = new RetentionDaily(run, _health, World.Get<IDbContextFactory<AppDbContext>>(), World.Clock);
        await AddAsync("flag:1/901", 2, environmentId: 1);
        await daily.WriteAsync(Cancellation);
        (await CountAsync("flag:1/901")).ShouldBe(2);

        await KeepAsync(new(1, null, null, null));
        await daily.WriteAsync(Cancellation);
        (await CountAsync("flag:1/901")).ShouldBe(1);

        await AddAsync("flag:1/902", 2, environmentId: 1);
        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromHours(23));
        await daily.WriteAsync(Cancellation);
        (await CountAsync("flag:1/902")).ShouldBe(2);

        World.Clock.AdjustTime(World.Clock.Now() + TimeSpan.FromHours(1));
        await daily.WriteAsync(Cancellation);
        (await CountAsync("flag:1/902")).ShouldBe(1);
    }

    private RunRetention Run() => new(
        World.Get<IDbContextFactory<AppDbContext>>(), World.Get<UnitOfWork>(), World.Get<WriteGate>(), Archive(), _health, World.Clock, _logger);

    private RetentionArchive Archive() => new(new RetentionOptions(Folder));

    private async Task<IReadOnlyList<RetentionRunItem>> RunAsync()
    {
        using var run = Run();
        return (await run.RunAsync(new(Instance), Cancellation)).Value;
    }

    private Task<Result<int>> SetAsync(RetentionDays days, int? revision)
        => new SetRetention(World.Get<UnitOfWork>(), Archive(), _health).RunAsync(new(Instance, days, revision), Cancellation);

    // Without a look at the folder, which a test may have made unusable.
    private async Task KeepAsync(RetentionDays days)
    {
        await using var db = World.Open();
        (await db.Set<RetentionRow>().SingleAsync(Cancellation)).Days = days;
        await db.SaveChangesAsync(Cancellation);
    }

    private Task<RetentionView> ViewAsync()
        => new RetentionReads(World.Get<IDbContextFactory<AppDbContext>>(), Archive(), World.Clock).ViewAsync(Instance, Cancellation);

    private async Task<HealthStatus> ReadinessAsync() => (await _health.CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;

    private async Task AddAsync(
        string key, int count, int? environmentId = null, bool isOfInstance = false, AuditKind kind = AuditKind.Flag, bool hasEnded = false, DateTimeOffset? at = null,
        string? also = null, int alsoFrom = 0, int numberFrom = 1, bool isAlsoBackwards = false)
    {
        await using var db = World.Open();
        db.AddRange(Enumerable.Range(numberFrom, count).Select(number => new AuditRecord
        {
            ProjectId = isOfInstance ? null : World.ProjectId,
            EnvironmentId = environmentId,
            Kind = kind,
            ObjectKey = key,
            Number = number,
            AlsoKey = also,
            AlsoNumber = also is null ? null : isAlsoBackwards ? alsoFrom + count - number : alsoFrom + number - 1,
            ObjectName = "thing",
            ObjectNameFolded = "thing",
            Action = "edited",
            Summary = "changed",
            ActorKind = ActorKind.System,
            ActorName = "System",
            At = at ?? s_old,
            Before = number == 1 ? null : $$"""{"name":"Value {{number - 1}}"}""",
            After = hasEnded && number == count ? null : $$"""{"name":"Value {{number}}"}""",
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> CountAsync(string key)
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().CountAsync(record => record.ObjectKey == key, Cancellation);
    }

    private async Task<List<int>> NumbersOfAsync(string key)
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().Where(record => record.ObjectKey == key).OrderBy(record => record.Number).Select(record => record.Number).ToListAsync(Cancellation);
    }

    private async Task<long> NewestIdAsync()
    {
        await using var db = World.Open();
        return await db.Set<AuditRecord>().MaxAsync(record => record.Id, Cancellation);
    }

    private async Task<List<int>> NumbersAsync()
    {
        await using var db = World.Open();
        return await db.Set<FlagVersion>().Where(version => version.EnvironmentId == World.EnvironmentId && version.FeatureId == World.FeatureId)
            .OrderBy(version => version.Number).Select(version => version.Number).ToListAsync(Cancellation);
    }

    private List<JsonNode> Archived(RetentionRunItem run)
    {
        using var file = new FileStream(Path.Join(Folder, run.File), FileMode.Open, FileAccess.Read);
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    public sealed class OnSqlite() : RetentionTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : RetentionTests(DatabaseProvider.Postgres);
}
