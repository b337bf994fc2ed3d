using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>Traits of identities while the database is away or slow, or there is no room for more.</summary>
public abstract class StoredTraitsAwayTests(DatabaseProvider provider) : StoredTraitsWorld(provider)
{
    public sealed class OnSqlite() : StoredTraitsAwayTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : StoredTraitsAwayTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task ADatabaseThatIsDown_FailsNoRequest_AndWhatWasMergedStaysUntilItIsWritten()
    {
        using var traits = await OpenAsync();
        IsDown = true;

        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await Should.ThrowAsync<InvalidOperationException>(() => traits.WriteAsync(Cancellation));
        await MergeAsync(traits, "somebody", ("plan", "free"), ("age", "41"));

        (await ReadAsync(traits, "somebody")).Count.ShouldBe(2);
        IsDown = false;
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"free","age":"41"}""");
    }

    [Fact]
    public async Task WhenThereIsNoRoom_AMergeWritesWhatWaits_AndNothingIsLost()
    {
        using var traits = await OpenAsync(room: 2_000);

        for (var index = 0; index < 30; index++)
        {
            await MergeAsync(traits, $"user{index}", ("plan", "pro"));
        }

        await using var db = World.Open();
        (await db.Set<StoredIdentity>().CountAsync(Cancellation)).ShouldBeInRange(15, 29);
        await traits.WriteAsync(Cancellation);
        (await db.Set<StoredIdentity>().CountAsync(Cancellation)).ShouldBe(30);
    }

    [Fact(Timeout = 120_000)]
    public async Task WhenThereIsNoRoomAndNoDatabase_ARequestNeitherFailsNorWaits()
    {
        using var traits = await OpenAsync(room: 2_000);
        IsDown = true;

        for (var index = 0; index < 1_000; index++)
        {
            (await traits.MergeAsync(World.EnvironmentId, $"user{index}", [new("plan", ContextValue.Of("pro"))], Cancellation))
                .Value["plan"].AsText.ShouldBe("pro", "this request goes on with what it brought");
        }

        IsDown = false;
        await traits.WriteAsync(Cancellation);
        await using var db = World.Open();
        (await db.Set<StoredIdentity>().CountAsync(TestContext.Current.CancellationToken)).ShouldBeInRange(1, 10);
        await MergeAsync(traits, "late", ("plan", "pro"));
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("late")).ShouldNotBeNull();
    }

    [Fact]
    public async Task OneEnvironment_CannotTakeTheRoomOfTheOthers()
    {
        using var traits = await OpenAsync(room: 4_000);
        IsDown = true;
        for (var index = 0; index < 100; index++)
        {
            await MergeAsync(traits, $"user{index}", ("plan", "pro"));
        }

        (await traits.MergeAsync(World.EnvironmentId + 1, "somebody", [new("plan", ContextValue.Of("pro"))], Cancellation)).Error.ShouldBeNull();

        (await traits.ReadAsync(World.EnvironmentId + 1, "somebody", Cancellation)).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoppingTheProcess_WritesTheLast_AndADatabaseThatIsDownDoesNotHinderIt(bool isDown)
    {
        using var traits = Make();
        using var writer = new BatchWriter<StoredTraits>(traits, World.Get<WriteMetrics>(), World.Clock, NullLogger<BatchWriter<StoredTraits>>.Instance);
        await writer.StartAsync(Cancellation);
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        IsDown = isDown;

        await writer.StopAsync(Cancellation);

        (await StoredAsync("somebody")).ShouldBe(isDown ? null : """{"plan":"pro"}""");
        writer.ExecuteTask!.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task WhatIsSaidDurably_IsInTheDatabaseWhenItIsAnswered()
    {
        using var traits = await OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Task.Run(async () =>
        {
            var answer = await DurablyAsync(traits, $"user{index}", "pro");
            return (answer.Error, Stored: await StoredAsync($"user{index}"));
        }, Cancellation)));

        answers.ShouldAllBe(answer => answer.Error == null && answer.Stored == """{"plan":"pro"}""");
    }

    [Fact]
    public async Task WhatIsSaidDurably_WaitsAlsoForTheSameThatAnotherOneSaidJustBefore()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"));

        (await DurablyAsync(traits, "somebody", "pro")).Error.ShouldBeNull();

        (await StoredAsync("somebody")).ShouldBe("""{"plan":"pro"}""");
    }

    [Fact]
    public async Task WhatIsSaidDurably_IsRefusedForNow_WhileTheDatabaseIsAway_AndWhenThereIsNoRoom()
    {
        using var traits = await OpenAsync(room: 2_000);
        IsDown = true;
        for (var index = 0; index < 30; index++)
        {
            var refused = (await DurablyAsync(traits, $"user{index}", "pro")).Error.ShouldBeOfType<Error.Unavailable>();
            refused.Code.ShouldBe("traits_not_stored");
            refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        IsDown = false;
        (await DurablyAsync(traits, "late", "pro")).Error.ShouldBeNull();
        (await StoredAsync("late")).ShouldNotBeNull();
    }

    [Fact]
    public async Task ADatabaseThatCannotBeRead_IsAnsweredFromMemory_AndAskedAgainByTheNext()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"), ("age", "41"));
        await traits.WriteAsync(Cancellation);
        await MergeAsync(traits, "somebody", ("plan", "free"));
        IsDown = true;

        (await ReadAsync(traits, "somebody")).ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal) { ["plan"] = "free", ["age"] = "41" });
        await MergeAsync(traits, "somebody", ("age", null), ("unknown", null));
        (await ReadAsync(traits, "somebody")).Keys.ShouldBe(["plan"]);

        IsDown = false;
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"free"}""");
        (await ReadAsync(traits, "somebody")).Keys.ShouldBe(["plan"]);
    }

    [Fact]
    public async Task ADatabaseThatHangs_HoldsFewOfThoseWhoAsk()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await traits.WriteAsync(Cancellation);
        using var goesOn = new ManualResetEventSlim();
        var (held, most) = (0, 0);
        OnOpen = () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref held));
            goesOn.Wait(Cancellation);
            _ = Interlocked.Decrement(ref held);
        };

        var asked = Enumerable.Range(0, 100).Select(_ => Task.Factory.StartNew(
            () => traits.ReadAsync(World.EnvironmentId, "somebody", Cancellation).AsTask(), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        while (Volatile.Read(ref held) == 0)
        {
            await Task.Yield();
        }

        goesOn.Set();
        (await Task.WhenAll(asked)).ShouldAllBe(known => known.Count == 1);
        most.ShouldBeInRange(1, 16);
    }

    [Fact]
    public async Task WhatNobodyHereKnew_IsDeletedAllTheSame_WhenTheDatabaseIsBack()
    {
        using (var before = await OpenAsync())
        {
            await MergeAsync(before, "somebody", ("plan", "pro"), ("age", "41"));
            await before.WriteAsync(Cancellation);
        }

        using var traits = await OpenAsync();
        IsDown = true;
        await MergeAsync(traits, "somebody", ("plan", null));
        IsDown = false;
        await traits.WriteAsync(Cancellation);

        (await StoredAsync("somebody")).ShouldBe("""{"age":"41"}""");
    }

    [Fact]
    public async Task SomebodyWhoGoesAway_DoesNotMarkTheWriterAsFailing()
    {
        using var traits = await OpenAsync(room: 2_000);
        for (var index = 0; index < 2; index++)
        {
            await MergeAsync(traits, $"user{index}", ("plan", "pro"));
        }

        using var gone = new CancellationTokenSource();
        OnOpen = () => gone.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(async () => await traits.MergeAsync(
            World.EnvironmentId, "one too many", [new("plan", ContextValue.Of("pro"))], gone.Token));
        OnOpen = null;

        await MergeAsync(traits, "the next", ("plan", "pro"));
        (await ReadAsync(traits, "the next"))["plan"].ShouldBe("pro", "room was made for it at once");
        (await World.Get<WriteGate>().CheckHealthAsync(new(), Cancellation)).Status
            .ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
    }

    private async Task<Result<TraitSet>> DurablyAsync(StoredTraits traits, string identifier, string plan)
        => await traits.MergeDurablyAsync(World.EnvironmentId, identifier, [new("plan", ContextValue.Of(plan))], Cancellation);
}
