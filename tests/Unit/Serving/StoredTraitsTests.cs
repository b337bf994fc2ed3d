using System.Numerics;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>Traits of identities: free for those without any, readable at once, and never at the cost of a request.</summary>
public abstract class StoredTraitsTests(DatabaseProvider provider) : WorldTests(provider)
{
    private readonly CountedCommands _counted = new();
    private bool _isDown;
    private Action? _onOpen;

    public sealed class OnSqlite() : StoredTraitsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : StoredTraitsTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AnIdentityThatIsNotStored_CostsNoQuery_AndIsAnsweredAtOnce()
    {
        using var other = await OpenAsync();
        await MergeAsync(other, "somebody", ("plan", "pro"));
        await other.WriteAsync(Cancellation);
        using var traits = await OpenAsync();
        var before = _counted.Commands.Count;

        for (var index = 0; index < 1_000; index++)
        {
            var read = traits.ReadAsync(World.EnvironmentId, $"nobody{index}", Cancellation);
            (await read).ShouldBeEmpty();
        }

        (_counted.Commands.Count - before).ShouldBeLessThan(20, "a filter may be wrong, but seldom");
        before = _counted.Commands.Count;
        var answer = traits.ReadAsync(World.EnvironmentId + 1, "somebody", Cancellation);
        answer.IsCompletedSuccessfully.ShouldBeTrue("of another environment");
        (await answer).ShouldBeEmpty();
        _counted.Commands.Count.ShouldBe(before);
    }

    [Fact]
    public async Task AStoredIdentity_CostsOneQuery()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await traits.WriteAsync(Cancellation);
        var before = _counted.Commands.Count;

        (await ReadAsync(traits, "somebody"))["plan"].ShouldBe("pro");

        _counted.Commands.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task BeforeTheFilterIsRead_TheDatabaseIsAsked()
    {
        using (var other = await OpenAsync())
        {
            await MergeAsync(other, "somebody", ("plan", "pro"));
            await other.WriteAsync(Cancellation);
        }

        using var traits = Make();

        (await ReadAsync(traits, "somebody"))["plan"].ShouldBe("pro");
        (await ReadAsync(traits, "nobody")).ShouldBeEmpty();
        (await ReadAsync(traits, "with\0nul")).ShouldBeEmpty("what cannot be stored is not asked for");
    }

    [Fact]
    public async Task WhatIsMerged_IsReadAtOnce_AndWrittenLater_WithItsTypes()
    {
        using var traits = await OpenAsync();
        KeyValuePair<string, ContextValue>[] sent =
        [
            new("text", ContextValue.Of("3")),
            new("integer", ContextValue.Of(3)),
            new("real", ContextValue.Of(3.0)),
            new("small", ContextValue.Of(1e-9)),
            new("large", ContextValue.Of(BigInteger.Pow(10, 40))),
            new("truth", ContextValue.Of(true)),
            new("escapes", ContextValue.Of("\0 \" é 🙂")),
        ];
        var before = _counted.Commands.Count;

        (await traits.MergeAsync(World.EnvironmentId, "somebody", sent, Cancellation)).Value.ShouldBe(sent, ignoreOrder: true);

        (await traits.ReadAsync(World.EnvironmentId, "somebody", Cancellation)).ShouldBe(sent, ignoreOrder: true);
        _counted.Commands.Count.ShouldBe(before, "nothing is written by the request");
        await traits.WriteAsync(Cancellation);
        using var other = await OpenAsync();
        (await other.ReadAsync(World.EnvironmentId, "somebody", Cancellation)).ShouldBe(sent, ignoreOrder: true);
    }

    [Fact]
    public async Task AMerge_SetsDeletesAndKeeps_AndTheLastTraitTakesTheIdentityWithIt()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "free"), ("country", "de"));
        await traits.WriteAsync(Cancellation);

        await MergeAsync(traits, "somebody", ("plan", null), ("age", "41"), ("plan", "pro"), ("gone", null));

        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"pro","country":"de","age":"41"}""", "the last change of a trait counts");
        await MergeAsync(traits, "somebody", ("plan", null), ("age", null), ("country", null));
        (await ReadAsync(traits, "somebody")).ShouldBeEmpty();
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBeNull();
        (await ReadAsync(traits, "somebody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatChangesNothing_IsNotWritten()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await MergeAsync(traits, "nobody", ("plan", null));
        await traits.WriteAsync(Cancellation);
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        var before = _counted.Commands.Count;

        await traits.WriteAsync(Cancellation);

        _counted.Commands.Count.ShouldBe(before + 1, "the filter is refreshed, and that is all");
        (await StoredAsync("nobody")).ShouldBeNull();
    }

    [Fact]
    public async Task TwoProcesses_KeepEachOthersTraits_AndLearnOfEachOthersIdentities()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        await MergeAsync(first, "somebody", ("plan", "pro"), ("seen", "first"));
        await MergeAsync(second, "somebody", ("country", "de"));
        await MergeAsync(second, "another", ("country", "fr"));

        await first.WriteAsync(Cancellation);
        await second.WriteAsync(Cancellation);
        await first.WriteAsync(Cancellation);

        (await StoredAsync("somebody")).ShouldBe("""{"plan":"pro","seen":"first","country":"de"}""");
        (await ReadAsync(first, "another"))["country"].ShouldBe("fr");
        (await ReadAsync(second, "somebody"))["plan"].ShouldBe("pro");

        // Only what was merged is written again, not what was read.
        await MergeAsync(second, "somebody", ("seen", "second"));
        await MergeAsync(first, "somebody", ("plan", "free"));
        await second.WriteAsync(Cancellation);
        await first.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"free","seen":"second","country":"de"}""");
    }

    [Fact]
    public async Task TwoProcessesThatWriteAtOnce_LoseNothing()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        for (var index = 0; index < 500; index++)
        {
            await MergeAsync(first, $"user{index}", ("first", "1"));
            await MergeAsync(second, $"user{499 - index}", ("second", "2"));
        }

        await Task.WhenAll(Task.Run(() => first.WriteAsync(Cancellation), Cancellation), Task.Run(() => second.WriteAsync(Cancellation), Cancellation));

        await using var db = World.Open();
        var rows = await db.Set<StoredIdentity>().ToListAsync(Cancellation);
        rows.Count.ShouldBe(500);
        rows.ShouldAllBe(row => row.Traits.Contains("first") && row.Traits.Contains("second"));
    }

    [Fact]
    public async Task ADatabaseThatIsDown_FailsNoRequest_AndWhatWasMergedStaysUntilItIsWritten()
    {
        using var traits = await OpenAsync();
        _isDown = true;

        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await Should.ThrowAsync<InvalidOperationException>(() => traits.WriteAsync(Cancellation));
        await MergeAsync(traits, "somebody", ("plan", "free"), ("age", "41"));

        (await ReadAsync(traits, "somebody")).Count.ShouldBe(2);
        _isDown = false;
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"free","age":"41"}""");
    }

    [Fact]
    public async Task WhatIsMergedWhileTheIdentityIsWritten_IsWrittenNext()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"), ("age", "41"));
        _onOpen = () =>
        {
            _onOpen = null;
            traits.MergeAsync(World.EnvironmentId, "somebody", [new("plan", ContextValue.Of("free"))], Cancellation).AsTask().Wait(Cancellation);
        };

        await traits.WriteAsync(Cancellation);

        (await StoredAsync("somebody")).ShouldBe("""{"plan":"pro","age":"41"}""");
        (await ReadAsync(traits, "somebody"))["plan"].ShouldBe("free");
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
        _isDown = true;

        for (var index = 0; index < 1_000; index++)
        {
            (await traits.MergeAsync(World.EnvironmentId, $"user{index}", [new("plan", ContextValue.Of("pro"))], Cancellation))
                .Value["plan"].AsText.ShouldBe("pro", "this request goes on with what it brought");
        }

        _isDown = false;
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
        _isDown = true;
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
        _isDown = isDown;

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
        _isDown = true;
        for (var index = 0; index < 30; index++)
        {
            var refused = (await DurablyAsync(traits, $"user{index}", "pro")).Error.ShouldBeOfType<Error.Unavailable>();
            refused.Code.ShouldBe("traits_not_stored");
            refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        _isDown = false;
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
        _isDown = true;

        (await ReadAsync(traits, "somebody")).ShouldBe(new Dictionary<string, string?>(StringComparer.Ordinal) { ["plan"] = "free", ["age"] = "41" });
        await MergeAsync(traits, "somebody", ("age", null), ("unknown", null));
        (await ReadAsync(traits, "somebody")).Keys.ShouldBe(["plan"]);

        _isDown = false;
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
        _onOpen = () =>
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
        _isDown = true;
        await MergeAsync(traits, "somebody", ("plan", null));
        _isDown = false;
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
        _onOpen = () => gone.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(async () => await traits.MergeAsync(
            World.EnvironmentId, "one too many", [new("plan", ContextValue.Of("pro"))], gone.Token));
        _onOpen = null;

        await MergeAsync(traits, "the next", ("plan", "pro"));
        (await ReadAsync(traits, "the next"))["plan"].ShouldBe("pro", "room was made for it at once");
        (await World.Get<WriteGate>().CheckHealthAsync(new(), Cancellation)).Status
            .ShouldBe(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
    }

    [Fact]
    public async Task ManyThreads_LoseNoTraitOfOneIdentity()
    {
        using var traits = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var index = 0; index < 20; index++)
            {
                await MergeAsync(traits, "somebody", ($"trait{thread}_{index}", "1"));
                if (index % 5 == 0)
                {
                    await traits.WriteAsync(Cancellation);
                }
            }
        }, Cancellation)));

        await traits.WriteAsync(Cancellation);
        (await ReadAsync(traits, "somebody")).Count.ShouldBe(160);
    }

    [Fact]
    public async Task WhatCannotBeStored_IsRefusedByField_AndStoresNothing()
    {
        using var traits = await OpenAsync();
        await RefusedAsync("", "identifier", "x", ContextValue.Of(1));
        await RefusedAsync(new string('x', 2_001), "identifier", "x", ContextValue.Of(1));
        await RefusedAsync(new string('é', 1_400), "identifier", "x", ContextValue.Of(1));
        await RefusedAsync("a\0b", "identifier", "x", ContextValue.Of(1));
        await RefusedAsync("a\ud83d", "identifier", "x", ContextValue.Of(1));
        await RefusedAsync("somebody", "traits[0].key", "", ContextValue.Of(1));
        await RefusedAsync("somebody", "traits[0].key", new string('x', 201), ContextValue.Of(1));
        await RefusedAsync("somebody", "traits[0].value", "x", ContextValue.Of(new string('x', 2_001)));
        await RefusedAsync("somebody", "traits[0].value", "x", ContextValue.Of("\udc00"));
        await RefusedAsync("somebody", "traits[0].value", "x", ContextValue.Of(BigInteger.Pow(10, 2_001)));
        await RefusedAsync("somebody", "traits[0].value", "x", ContextValue.Of(double.PositiveInfinity));
        (await traits.MergeAsync(World.EnvironmentId, new string('x', 2_000), [new(new string('x', 200), ContextValue.Of(new string('x', 2_000)))], Cancellation))
            .Error.ShouldBeNull();

        async Task RefusedAsync(string identifier, string field, string key, ContextValue value)
            => (await traits.MergeAsync(World.EnvironmentId, identifier, [new(key, value)], Cancellation)).Error.ShouldBeOfType<Error.Invalid>().Field.ShouldBe(field);
    }

    [Fact]
    public async Task AnIdentity_HasUpTo200Traits()
    {
        using var traits = await OpenAsync();
        KeyValuePair<string, ContextValue>[] many = [.. Enumerable.Range(0, 200).Select(index => KeyValuePair.Create($"trait{index}", ContextValue.Of(index)))];
        (await traits.MergeAsync(World.EnvironmentId, "somebody", many, Cancellation)).Error.ShouldBeNull();

        var refused = await traits.MergeAsync(World.EnvironmentId, "somebody", [new("another", ContextValue.Of(1))], Cancellation);

        refused.Error!.Code.ShouldBe("too_many_traits");
        refused.Error!.Field.ShouldBe("traits");
        (await traits.MergeAsync(World.EnvironmentId, "somebody", [new("trait0", ContextValue.Null), new("another", ContextValue.Of(1))], Cancellation))
            .Value.Count.ShouldBe(200);
    }

    [Fact]
    public async Task ManyThatAskAtTheSameTime_GiveAnIdentityNoMoreTraitsThanItMayHave()
    {
        using var traits = Make();
        using var allRead = new Barrier(3);
        _onOpen = () => allRead.SignalAndWait(Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(thread => Task.Factory.StartNew(
            () => traits.MergeAsync(World.EnvironmentId, "somebody", Traits($"of{thread}_", 200), Cancellation).AsTask(),
            Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        _onOpen = null;
        results.Select(result => result.Error?.Code).Order(StringComparer.Ordinal).ShouldBe([null, "too_many_traits", "too_many_traits"]);
        (await ReadAsync(traits, "somebody")).Count.ShouldBe(200);
    }

    [Fact]
    public async Task OfWhatTwoProcessesKept_WhatIsKnownFirstStays_WhenItIsTooMuch()
    {
        using var first = await OpenAsync();
        using var second = await OpenAsync();
        (await first.MergeAsync(World.EnvironmentId, "somebody", Traits("first", 150), Cancellation)).Error.ShouldBeNull();
        (await second.MergeAsync(World.EnvironmentId, "somebody", [.. Traits("second", 150), new("first0", ContextValue.Of("new"))], Cancellation))
            .Error.ShouldBeNull();

        await first.WriteAsync(Cancellation);
        await second.WriteAsync(Cancellation);

        var stored = await ReadAsync(second, "somebody");
        stored.Count.ShouldBe(200);
        stored.Keys.Count(key => key.StartsWith("first", StringComparison.Ordinal)).ShouldBe(150);
        stored["first0"].ShouldBe("new");
    }

    private static KeyValuePair<string, ContextValue>[] Traits(string name, int count)
        => [.. Enumerable.Range(0, count).Select(index => KeyValuePair.Create($"{name}{index}", ContextValue.Of(index)))];

    private async Task<StoredTraits> OpenAsync(long room = 16_000_000)
    {
        var traits = Make(room);
        await traits.WriteAsync(Cancellation);
        return traits;
    }

    private StoredTraits Make(long room = 16_000_000) => new(
        new MadeContexts(() =>
        {
            _onOpen?.Invoke();
            return _isDown ? throw new InvalidOperationException("The database is down.") : Database.CreateDbContext(_counted);
        }),
        World.Get<WriteGate>(),
        World.Get<WriteMetrics>(),
        World.Clock,
        NullLogger<StoredTraits>.Instance,
        room);

    private async Task<Result<TraitSet>> DurablyAsync(StoredTraits traits, string identifier, string plan)
        => await traits.MergeDurablyAsync(World.EnvironmentId, identifier, [new("plan", ContextValue.Of(plan))], Cancellation);

    private async Task MergeAsync(StoredTraits traits, string identifier, params (string Key, string? Value)[] changes)
        => (await traits.MergeAsync(
            World.EnvironmentId,
            identifier,
            [.. changes.Select(change => KeyValuePair.Create(change.Key, ContextValue.Of(change.Value)))],
            Cancellation)).Error.ShouldBeNull();

    private async Task<Dictionary<string, string?>> ReadAsync(StoredTraits traits, string identifier)
        => (await traits.ReadAsync(World.EnvironmentId, identifier, Cancellation))
            .ToDictionary(trait => trait.Key, trait => trait.Value.ToText(), StringComparer.Ordinal);

    private async Task<string?> StoredAsync(string identifier)
    {
        await using var db = World.Open();
        return await db.Set<StoredIdentity>().Where(identity => identity.EnvironmentId == World.EnvironmentId && identity.Identifier == identifier)
            .Select(identity => identity.Traits).SingleOrDefaultAsync(Cancellation);
    }
}
