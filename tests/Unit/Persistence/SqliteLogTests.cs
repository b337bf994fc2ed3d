using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>The write-ahead log of a SQLite file.</summary>
public sealed class SqliteLogTests() : WorldTests(DatabaseProvider.Sqlite)
{
    private const int Megabyte = 1 << 20;

    private WriteGate Gate => World.Get<WriteGate>();

    private IDbContextFactory<AppDbContext> Contexts => World.Get<IDbContextFactory<AppDbContext>>();

    private long LogSize => new FileInfo($"{Database.Options.File}-wal").Length;

    [Fact]
    public async Task TheLog_StaysSmall_UnderFourWriters_WhileSomebodyReadsAtEveryMoment()
    {
        const int Writers = 4;
        const int Readers = 3;
        const int KilobytesOfEach = 12_000;
        var commits = Proof.Times(few: 125, inFull: 750);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => ReadInTurnsAsync(done.Token), Cancellation)).ToList();

        var largest = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var largest = 0L;
                for (var number = 0; number < commits; number++)
                {
                    await WriteAsync($"{writer}-{number}", kilobytes: KilobytesOfEach / commits);
                    largest = Math.Max(largest, LogSize);
                }

                return largest;
            },
            Cancellation)));

        await done.CancelAsync();
        await Task.WhenAll(readers);
        largest.Max().ShouldBeLessThan(32 * Megabyte);
        await using var db = World.Open();
        (await db.Set<IdempotencyRecord>().CountAsync(Cancellation)).ShouldBe(Writers * commits);
    }

    [Fact]
    public async Task SomebodyWhoReadsForLong_StillSeesTheirMoment_AndTheLogIsCutWhenTheyAreDone()
    {
        await using (var reading = await ReadSnapshot.OpenAsync(Contexts, Cancellation))
        {
            (await reading.Set<IdempotencyRecord>().CountAsync(Cancellation)).ShouldBe(0);
            for (var number = 0; number < 40; number++)
            {
                await WriteAsync($"{number}", kilobytes: 1_024);
            }

            (await reading.Set<IdempotencyRecord>().CountAsync(Cancellation)).ShouldBe(0);
            LogSize.ShouldBeGreaterThan(32 * Megabyte);
        }

        World.Clock.AdjustTime(World.Clock.Now().AddMinutes(1));
        await WriteAsync("the next", kilobytes: 1);
        LogSize.ShouldBeLessThan(Megabyte);
    }

    // Begins to read before it ends the reading before: there is no moment at which nobody reads.
    private async Task ReadInTurnsAsync(CancellationToken done)
    {
        var reading = await OpenAsync();
        while (!done.IsCancellationRequested)
        {
            var next = await OpenAsync();
            await reading.DisposeAsync();
            reading = next;
        }

        await reading.DisposeAsync();

        async Task<AppDbContext> OpenAsync()
        {
            var db = await ReadSnapshot.OpenAsync(Contexts, Cancellation);
            _ = await db.Set<IdempotencyRecord>().AnyAsync(Cancellation);
            return db;
        }
    }

    private Task WriteAsync(string key, int kilobytes) => Gate.WriteAsync(
        async () =>
        {
            await using var db = await Contexts.CreateDbContextAsync(Cancellation);
            db.Add(new IdempotencyRecord
            {
                ActorKind = ActorKind.System,
                ActorId = 0,
                Route = "POST /api",
                Key = key,
                BodyHash = new string('0', 64),
                Answer = new string('x', kilobytes * 1_024),
                Revision = 1,
                At = World.Clock.Now(),
            });
            await db.SaveChangesAsync(Cancellation);
        },
        Cancellation);
}
