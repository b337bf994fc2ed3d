using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;

namespace ExperimentAdmin.Unit.Audit;

public abstract class AuditReadsTests(DatabaseProvider provider) : DatabaseTests(provider)
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Actor s_ada = Actor.Person(1, "Ada");
    private static readonly Actor s_bob = Actor.Person(2, "Bob");

    private AuditReads Reads => new(Database, []);

    private static ProjectAccess Access => AccessGate.ForSystem(1);

    public sealed class OnSqlite() : AuditReadsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : AuditReadsTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = Database.CreateDbContext();
        db.AddRange(Project(1, "Shop"), Project(2, "Other"));
        db.AddRange(
            Record(AuditKey.Segment(4), AuditKind.Segment, 1, "Staff", s_ada, hour: 0),
            Record(AuditKey.Flag(7, 3), AuditKind.Flag, 1, "checkout_button", s_bob, hour: 1, environmentId: 7),
            Record(
                AuditKey.Experiment(9), AuditKind.Experiment, 5, "Big button", s_ada, hour: 2, environmentId: 7,
                also: (AuditKey.Flag(7, 3), 2)),
            Record(AuditKey.Flag(8, 3), AuditKind.Flag, 1, "checkout_button", s_bob, hour: 3, environmentId: 8),
            Record(AuditKey.Segment(5), AuditKind.Segment, 1, "Elsewhere", s_bob, hour: 4, projectId: 2),
            Record(AuditKey.Person(1), AuditKind.Person, 1, "Ada", Actor.System, hour: 5, projectId: null));
        await db.SaveChangesAsync(Cancellation);
    }

    [Fact]
    public async Task History_ShowsWhatChangedTheObjectItselfOrThroughAnother_NewestFirst()
    {
        var history = await Reads.HistoryAsync(Access, AuditKey.Flag(7, 3), new ListQuery(), Cancellation);

        history.Total.ShouldBe(2);
        history.Items.Select(entry => (entry.ObjectName, entry.Number)).ShouldBe([("Big button", 2), ("checkout_button", 1)]);
        history.Items[0].At.ShouldBe(s_start.AddHours(2));
        history.Items[0].Key.ShouldBe(AuditKey.Experiment(9));
    }

    [Fact]
    public async Task History_OfAnObjectOfAnotherProject_IsEmpty()
        => (await Reads.HistoryAsync(Access, AuditKey.Segment(5), new ListQuery(), Cancellation)).Items.ShouldBeEmpty();

    [Fact]
    public async Task History_IsPaged()
    {
        var second = await Reads.HistoryAsync(Access, AuditKey.Flag(7, 3), new ListQuery { Size = 1, Page = 2 }, Cancellation);

        (second.Total, second.Count).ShouldBe((2, 2));
        second.Items.Select(entry => entry.Number).ShouldBe([1]);
    }

    [Fact]
    public async Task List_ShowsTheProjectAlone_NewestFirst()
    {
        var list = await Reads.ListAsync(Access, new AuditListQuery(), Cancellation);

        list.Items.Select(entry => entry.At.Hour - s_start.Hour).ShouldBe([3, 2, 1, 0]);
    }

    [Fact]
    public async Task List_IsFiltered()
    {
        await ShowsAsync(new() { ActorKind = ActorKind.Person, ActorId = 2 }, 3, 1);
        await ShowsAsync(new() { ActorKind = ActorKind.System });
        await ShowsAsync(new() { Kind = AuditKind.Segment }, 0);
        await ShowsAsync(new() { Search = " BIG b" }, 2);
        await ShowsAsync(new() { Search = "checkout_button" }, 3, 1);
        await ShowsAsync(new() { Search = "checkout%button" });
        await ShowsAsync(new() { EnvironmentId = 7 }, 2, 1, 0);
        await ShowsAsync(new() { From = s_start.AddHours(1), Until = s_start.AddHours(3) }, 2, 1);
        await ShowsAsync(new() { From = s_start.AddHours(1).ToOffset(TimeSpan.FromHours(5)) }, 3, 2, 1);
    }

    [Fact]
    public async Task All_ComesOnceEach_NewestFirst_WhateverIsWrittenMeanwhile_AndIsFiltered()
    {
        const int Many = (2 * ListQuery.MaxSize) + 10;
        await using var db = Database.CreateDbContext();
        db.AddRange(Enumerable.Range(1, Many).Select(number => Record(AuditKey.Segment(6), AuditKind.Segment, number, "Many", s_ada, hour: 4)));
        await db.SaveChangesAsync(Cancellation);
        var (numbers, written) = (new List<int>(), Many);

        await foreach (var entry in Reads.EachAsync(Access, new() { Search = "many", Page = 2, Size = 10 }, Cancellation))
        {
            numbers.Add(entry.Number);
            if (numbers.Count % 500 == 0)
            {
                db.AddRange(Enumerable.Range(written + 1, 10).Select(number => Record(AuditKey.Segment(6), AuditKind.Segment, number, "Many", s_ada, hour: 5)));
                await db.SaveChangesAsync(Cancellation);
                written += 10;
            }
        }

        written.ShouldBeGreaterThan(Many);
        numbers.ShouldBe(Enumerable.Range(1, Many).Reverse());
    }

    [Fact]
    public async Task All_OfSeveralBatches_IsReadByTheKeyOfTheLastRecord()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.AddRange(Enumerable.Range(1, ListQuery.MaxSize).Select(number => Record(AuditKey.Segment(6), AuditKind.Segment, number, "Many", s_ada, hour: 4)));
            await db.SaveChangesAsync(Cancellation);
        }

        var counted = new CountedCommands();
        var count = 0;
        await foreach (var entry in new AuditReads(new MadeContexts(() => Database.CreateDbContext(counted)), []).EachAsync(Access, new(), Cancellation))
        {
            count++;
        }

        count.ShouldBe(ListQuery.MaxSize + 4);
        counted.Commands.Count.ShouldBe(2, "Nobody counts what nobody asked for.");
        counted.Commands.ShouldAllBe(command => !command.Contains("OFFSET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_OfTheInstance_ShowsWhatBelongsToNoProject()
    {
        var list = await Reads.ListAsync(AccessGate.ForSystem(), new AuditListQuery(), Cancellation);

        list.Items.ShouldHaveSingleItem().Kind.ShouldBe(AuditKind.Person);
    }

    [Fact]
    public async Task Actors_AreThoseOfTheProject_UnderTheirNewestName()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.Add(Record(AuditKey.Segment(4), AuditKind.Segment, 2, "Staff", s_ada with { Name = "Zoë" }, hour: 6));
            await db.SaveChangesAsync(Cancellation);
        }

        (await Reads.ActorsAsync(Access, Cancellation)).Select(actor => actor.Name).ShouldBe(["Bob", "Zoë"]);
    }

    private static Project Project(int id, string name) => new()
    {
        Id = id,
        Name = name,
        NameFolded = TextFold.Fold(name),
        Slug = Slug.From(name),
        CreatedAt = s_start,
    };

    private static AuditRecord Record(
        AuditKey key, AuditKind kind, int number, string name, Actor actor, int hour, int? projectId = 1, int? environmentId = null,
        (AuditKey Key, int Number)? also = null) => new()
        {
            ProjectId = projectId,
            EnvironmentId = environmentId,
            Kind = kind,
            ObjectKey = key.Text,
            Number = number,
            AlsoKey = also?.Key.Text,
            AlsoNumber = also?.Number,
            ObjectName = name,
            ObjectNameFolded = TextFold.Fold(name),
            Action = "edited",
            Summary = "edited",
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            At = s_start.AddHours(hour),
        };

    private async Task ShowsAsync(AuditListQuery query, params int[] hours)
    {
        var list = await Reads.ListAsync(Access, query, Cancellation);

        list.Items.Select(entry => entry.At.Hour - s_start.Hour).ShouldBe(hours, query.ToString());
        list.Total.ShouldBe(hours.Length);
    }
}
