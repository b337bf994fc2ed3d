using System.Numerics;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>What of traits is stored, and how many of one identity.</summary>
public abstract class StoredTraitRulesTests(DatabaseProvider provider) : StoredTraitsWorld(provider)
{
    public sealed class OnSqlite() : StoredTraitRulesTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : StoredTraitRulesTests(DatabaseProvider.Postgres);

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
        OnOpen = () => allRead.SignalAndWait(Cancellation);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(thread => Task.Factory.StartNew(
            () => traits.MergeAsync(World.EnvironmentId, "somebody", Traits($"of{thread}_", 200), Cancellation).AsTask(),
            Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        OnOpen = null;
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
}
