using System.Numerics;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Traits;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>Traits of identities: free for those without any, readable at once, and never at the cost of a request.</summary>
public abstract class StoredTraitsTests(DatabaseProvider provider) : StoredTraitsWorld(provider)
{
    public sealed class OnSqlite() : StoredTraitsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : StoredTraitsTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task AnIdentityThatIsNotStored_CostsNoQuery_AndIsAnsweredAtOnce()
    {
        using var other = await OpenAsync();
        await MergeAsync(other, "somebody", ("plan", "pro"));
        await other.WriteAsync(Cancellation);
        using var traits = await OpenAsync();
        var before = Counted.Commands.Count;

        for (var index = 0; index < 1_000; index++)
        {
            var read = traits.ReadAsync(World.EnvironmentId, $"nobody{index}", Cancellation);
            (await read).ShouldBeEmpty();
        }

        (Counted.Commands.Count - before).ShouldBeLessThan(20, "a filter may be wrong, but seldom");
        before = Counted.Commands.Count;
        var answer = traits.ReadAsync(World.EnvironmentId + 1, "somebody", Cancellation);
        answer.IsCompletedSuccessfully.ShouldBeTrue("of another environment");
        (await answer).ShouldBeEmpty();
        Counted.Commands.Count.ShouldBe(before);
    }

    [Fact]
    public async Task AStoredIdentity_CostsOneQuery()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"));
        await traits.WriteAsync(Cancellation);
        var before = Counted.Commands.Count;

        (await ReadAsync(traits, "somebody"))["plan"].ShouldBe("pro");

        Counted.Commands.Count.ShouldBe(before + 1);
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
        var before = Counted.Commands.Count;

        (await traits.MergeAsync(World.EnvironmentId, "somebody", sent, Cancellation)).Value.ShouldBe(sent, ignoreOrder: true);

        (await traits.ReadAsync(World.EnvironmentId, "somebody", Cancellation)).ShouldBe(sent, ignoreOrder: true);
        Counted.Commands.Count.ShouldBe(before, "nothing is written by the request");
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
        var before = Counted.Commands.Count;

        await traits.WriteAsync(Cancellation);

        Counted.Commands.Count.ShouldBe(before + 1, "the filter is refreshed, and that is all");
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
    public async Task WhatIsMergedWhileTheIdentityIsWritten_IsWrittenNext()
    {
        using var traits = await OpenAsync();
        await MergeAsync(traits, "somebody", ("plan", "pro"), ("age", "41"));
        OnOpen = () =>
        {
            OnOpen = null;
            traits.MergeAsync(World.EnvironmentId, "somebody", [new("plan", ContextValue.Of("free"))], Cancellation).AsTask().Wait(Cancellation);
        };

        await traits.WriteAsync(Cancellation);

        (await StoredAsync("somebody")).ShouldBe("""{"plan":"pro","age":"41"}""");
        (await ReadAsync(traits, "somebody"))["plan"].ShouldBe("free");
        await traits.WriteAsync(Cancellation);
        (await StoredAsync("somebody")).ShouldBe("""{"plan":"free","age":"41"}""");
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
}
