using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Domain;
using ExperimentAdmin.Core.Retention.Reads;
using ExperimentAdmin.Core.Retention.Storage;
using ExperimentAdmin.Core.Retention.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Unit.Retention;

/// <summary>Runs of the retention, what there is to say of them, and the days that they go by.</summary>
public abstract class RetentionRunTests(DatabaseProvider provider) : RetentionWorld(provider)
{
    [Fact]
    public async Task ManyAreRemoved_SomeAtATime_EachWithItsRecord_IntoOneFile()
    {
        await AddAsync("flag:1/901", (2 * ExpiredBatch.MostRows) + 2, environmentId: 1);
        await KeepAsync(new(1, null, null, null));

        var run = (await RunAsync()).ShouldHaveSingleItem();

        run.Removed.ShouldBe((2 * ExpiredBatch.MostRows) + 1);
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
        Logger.LatestRecord.Message.ShouldContain("could not be archived");
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
        var set = new SetRetention(World.Get<UnitOfWork>(), new RetentionArchive(new RetentionOptions(ArchiveFolder: null)), Health);

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

        (stock.Kind, stock.Count, stock.Oldest, stock.Due).ShouldBe((RetentionKind.EnvironmentRecords, 3, Old, 2));
        stock.Bytes.ShouldBeGreaterThan(600);
        (await ViewAsync()).Stocks[1].Due.ShouldBeNull();
    }

    [Fact]
    public async Task ItRunsOnceADay_AndOnlyWhereItIsAskedFor()
    {
        using var run = Run();
        var daily = new RetentionDaily(run, Health, World.Get<IDbContextFactory<AppDbContext>>(), World.Clock);
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

    private Task<Result<int>> SetAsync(RetentionDays days, int? revision)
        => new SetRetention(World.Get<UnitOfWork>(), Archive(), Health).RunAsync(new(Instance, days, revision), Cancellation);

    private Task<RetentionView> ViewAsync()
        => new RetentionReads(World.Get<IDbContextFactory<AppDbContext>>(), Archive(), World.Clock).ViewAsync(Instance, Cancellation);

    private async Task<HealthStatus> ReadinessAsync() => (await Health.CheckHealthAsync(new HealthCheckContext(), Cancellation)).Status;

    public sealed class OnSqlite() : RetentionRunTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : RetentionRunTests(DatabaseProvider.Postgres);
}
