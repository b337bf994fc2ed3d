using System.Data.Common;
using System.Globalization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Evaluation.Compiled;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Loading;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ExperimentAdmin.Unit.Serving;

/// <summary>What an environment serves, from the moment that a change is saved.</summary>
public abstract class ServingTests(DatabaseProvider provider, Versioning versioning) : ServingWorld(provider, versioning)
{
    private const int Everybody = 10_000;

    public sealed class InPlaceOnSqlite() : ServingTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnSqlite() : ServingTests(DatabaseProvider.Sqlite, Versioning.V2);

    public sealed class InPlaceOnPostgres() : ServingTests(DatabaseProvider.Postgres, Versioning.V1);

    public sealed class PublishedOnPostgres() : ServingTests(DatabaseProvider.Postgres, Versioning.V2);

    private ServedFlag Flag => Served.Flags.Single(flag => flag.FeatureId == World.FeatureId);

    [Fact]
    public async Task ARollout_IsServedExactlyWhileItsExperimentRuns()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(Everybody, enabled: true, 10_000));
        IsServed().ShouldBeFalse("created");
        (await World.StartAsync(id)).Error.ShouldBeNull();
        IsServed().ShouldBeTrue("running");
        (await World.PauseAsync(id)).Error.ShouldBeNull();
        IsServed().ShouldBeFalse("paused");
        (await World.StartAsync(id)).Error.ShouldBeNull();
        IsServed().ShouldBeTrue("resumed");
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        IsServed().ShouldBeFalse("completed");
    }

    [Fact]
    public async Task ARollout_OfNobodyOrSwitchedOff_IsAbsentWithItsSegment()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(Everybody, enabled: true, 10_000), start: true);

        (await World.ApplyAsync(id, new() { Percentage = new(0) })).Error.ShouldBeNull();
        IsServed().ShouldBeFalse("at 0 %");
        Served.Segments.ShouldBeEmpty();

        (await World.ApplyAsync(id, new() { Percentage = new(Everybody), Enabled = false })).Error.ShouldBeNull();
        IsServed().ShouldBeFalse("disabled");
        Flag.Overrides.ShouldBeEmpty();
        Served.Segments.ShouldBeEmpty();

        (await World.ApplyAsync(id, new() { Enabled = true })).Error.ShouldBeNull();
        IsServed().ShouldBeTrue();
        Served.Segments.Single().Compiled.Definition.Name.ShouldStartWith("rollout-");

        await World.WriteFlagAsync(flag => flag.Overrides.Clear());
        IsServed().ShouldBeFalse("its override is gone");
        Served.Segments.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheHash_DecidesWhoEntersAndWhatTheyGet()
    {
        _ = await World.CreateExperimentAsync(World.Rollout(3_000, enabled: true, 5_000, 2_500), start: true);
        var scope = Flag.Overrides.Single();

        foreach (var identifier in Enumerable.Range(0, 2_000).Select(number => number.ToString(CultureInfo.InvariantCulture)))
        {
            var key = $"{Served.HashKey}_{identifier}";
            var inside = IdentityHash.Of(new HashSalt(ServedSegment.IdOf(scope.SegmentId!.Value)), key) <= 30;
            var split = IdentityHash.Of(new HashSalt(ServedSegment.IdOf(scope.Seed)), key);
            var expected = !inside ? "control" : split < 50 ? "big" : split < 75 ? "bigger" : "control";

            var answer = Ask(identifier);

            answer.VariantKey.ShouldBe(expected);
            Flag.HidesVariant(answer).ShouldBe(!inside);
        }
    }

    [Fact]
    public async Task OverridesOfPeopleAndSegments_ComeBeforeTheRollout()
    {
        _ = await World.AddSegmentOverrideAsync("Pro", state => (state.Enabled, state.Value) = (true, "pro"));
        _ = await World.CreateExperimentAsync(World.Rollout(Everybody, enabled: true, 10_000), start: true);
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "vip") { Enabled = true, VariantId = World.Variants[1] }, Cancellation)).Error.ShouldBeNull();

        Ask("somebody").VariantKey.ShouldBe("big");
        Ask("somebody", ("plan", "pro")).Value.ToText().ShouldBe("pro");
        var vip = Ask("vip", ("plan", "pro"));
        vip.Source.ShouldBe(AnswerSource.Identity);
        vip.VariantKey.ShouldBe("bigger");
    }

    [Fact]
    public async Task ASegmentThatCannotBeCompiled_HasNobodyInIt_AndTheRestIsServed()
    {
        var id = await World.AddSegmentOverrideAsync("Broken", state => (state.Enabled, state.Value) = (true, "pro"));
        await using (var db = World.Open())
        {
            _ = await db.Set<Segment>().Where(segment => segment.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(segment => segment.Rules, "[null]").SetProperty(segment => segment.Revision, 1), Cancellation);
        }

        _ = await World.AddSegmentOverrideAsync("Pro", state => (state.Enabled, state.Value) = (true, "from pro"));

        Ask("somebody", ("plan", "pro")).Value.ToText().ShouldBe("from pro");
        Served.Segments.Single(segment => segment.Id == id).Compiled.Definition.Rules.ShouldBeEmpty();
    }

    [Fact]
    public async Task AChange_CompilesOnlyWhatItTouched()
    {
        var other = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "dark_mode", FlagValueType.Boolean) { DefaultEnabled = true }, Cancellation)).Value;
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);
        var (untouched, flag, revision) = (Served.Flags.Single(served => served.FeatureId == other), Flag, Served.Revision);

        (await World.ApplyAsync(id, new() { Percentage = new(6_000) })).Error.ShouldBeNull();

        Served.Revision.ShouldBeGreaterThan(revision);
        Served.Flags.Single(served => served.FeatureId == other).ShouldBeSameAs(untouched);
        Flag.ShouldBeSameAs(flag, "only the segment changed");
    }

    [Fact]
    public async Task TheRulesOfASegment_AreReadAgainOnlyWhenItsRevisionMoved()
    {
        var id = (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Pro", "", [new(RuleType.All, [new("plan", SegmentOperator.Equal, "pro")], [])]), Cancellation)).Value;
        var segment = Served.Segments.Single();
        await using (var db = World.Open())
        {
            _ = await db.Set<Segment>().Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Rules, "[]"), Cancellation);
        }

        await World.WriteFlagAsync(flag => flag.Default.Value = "other");
        Served.Segments.Single().ShouldBeSameAs(segment);

        (await World.Get<EditSegment>().RunAsync(
            new(World.Manager, id) { Rules = [new(RuleType.All, [new("plan", SegmentOperator.Equal, "free")], [])] }, Cancellation)).Error.ShouldBeNull();
        Served.Segments.Single().Compiled.Definition.Rules.Single().Conditions.Single().Value.ShouldBe("free");
    }

    [Fact(Timeout = 120_000)]
    public async Task TheChangeOfAnotherProcess_IsFound()
    {
        await using var other = World.AnotherProcess(new MadeContexts(World.Open));
        var create = other.GetRequiredService<CreateExperiment>();

        (await create.RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "Elsewhere", "It lifts sign-ups.")
            {
                Rollout = World.Rollout(Everybody, enabled: true, 10_000),
                Start = true,
                Anyway = true,
            },
            Cancellation)).Error.ShouldBeNull();
        IsServed().ShouldBeFalse();

        await LookUntilAsync(IsServed, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AFailedLoad_ServesOnWhatWasServed_AndTurnsReadinessYellow()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(Everybody, enabled: true, 10_000), start: true);
        var fails = false;
        await using var other = World.AnotherProcess(new MadeContexts(() => fails ? throw new InvalidOperationException("No database.") : World.Open()));
        var keeper = other.GetRequiredService<EnvironmentKeeper>();
        await keeper.CatchUpAsync(Cancellation);
        (await World.PauseAsync(id)).Error.ShouldBeNull();

        fails = true;
        await keeper.CommittedAsync(new Dictionary<int, long> { [World.EnvironmentId] = Served.Revision });
        IsServed(other.GetRequiredService<ServedEnvironments>().Find(World.EnvironmentId)!).ShouldBeTrue();
        (await HealthAsync(other)).ShouldBe(HealthStatus.Degraded);

        fails = false;
        await keeper.CatchUpAsync(Cancellation);
        IsServed(other.GetRequiredService<ServedEnvironments>().Find(World.EnvironmentId)!).ShouldBeFalse();
        (await HealthAsync(other)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task WhatCannotBeAskedForChanges_TurnsReadinessYellow()
    {
        var fails = false;
        await using var other = World.AnotherProcess(new MadeContexts(() => fails ? throw new InvalidOperationException("No database.") : World.Open()));
        var keeper = other.GetRequiredService<EnvironmentKeeper>();
        await keeper.CatchUpAsync(Cancellation);

        fails = true;
        await keeper.CatchUpAsync(Cancellation);
        (await HealthAsync(other)).ShouldBe(HealthStatus.Degraded);

        fails = false;
        await keeper.CatchUpAsync(Cancellation);
        (await HealthAsync(other)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task WhileAnEnvironmentWasNeverLoaded_NoKeyIsUnknown_AndReadinessIsRedOnlyUntilTheDatabaseAnswers()
    {
        var (hindrance, isAway) = (new Hindrance("identity_overrides") { IsThere = true }, true);
        await using var other = World.AnotherProcess(new MadeContexts(
            () => isAway ? throw new InvalidOperationException("No database.") : Database.CreateDbContext(hindrance)));
        var (keeper, served) = (other.GetRequiredService<EnvironmentKeeper>(), other.GetRequiredService<ServedEnvironments>());

        await keeper.CatchUpAsync(Cancellation);
        (served.IsIncomplete, await HealthAsync(other)).ShouldBe((true, HealthStatus.Unhealthy), "nobody knows what there is");
        isAway = false;
        await keeper.CatchUpAsync(Cancellation);
        (served.IsIncomplete, await HealthAsync(other)).ShouldBe((true, HealthStatus.Degraded), "it cannot be loaded, and is mended on the pages");
        hindrance.IsThere = false;
        await keeper.CatchUpAsync(Cancellation);
        (served.IsIncomplete, await HealthAsync(other)).ShouldBe((false, HealthStatus.Healthy));

        var added = (await World.Get<CreateEnvironment>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), new NewEnvironment("Staging", Versioning, IsProduction: false)), Cancellation)).Value;
        hindrance.IsThere = true;
        await keeper.CatchUpAsync(Cancellation);
        (served.IsIncomplete, await HealthAsync(other)).ShouldBe((true, HealthStatus.Degraded), "the others are served");

        (await World.Get<DeleteEnvironment>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), added.Id, "Staging"), Cancellation)).Error.ShouldBeNull();
        hindrance.IsThere = false;
        await keeper.CatchUpAsync(Cancellation);
        (served.IsIncomplete, await HealthAsync(other)).ShouldBe((false, HealthStatus.Healthy), "what is gone is not missed");
    }

    [Fact]
    public async Task AKey_OpensItsEnvironment_UntilItIsRevoked()
    {
        var administrator = await World.AccessAsync(Role.Administrator);
        var keys = World.Get<ServedEnvironments>();
        foreach (var kind in Enum.GetValues<EnvironmentKeyKind>())
        {
            var created = (await World.Get<CreateEnvironmentKey>().RunAsync(new(administrator, World.EnvironmentId, kind, "App"), Cancellation)).Value;
            keys.Find(created.Token)!.Value.ShouldBe(new ServedKey(Served, kind, created.Id));

            (await World.Get<RevokeEnvironmentKey>().RunAsync(
                new(administrator, World.EnvironmentId, created.Id, EvenTheLast: true), Cancellation)).Error.ShouldBeNull();
            keys.Find(created.Token).ShouldBeNull();
        }

        keys.Find("ser.unknown").ShouldBeNull();
        keys.Find("unknown").ShouldBeNull();
    }

    [Fact]
    public async Task ANewEnvironment_IsServedWhenItsSaveReturns()
    {
        var (served, asked) = (World.Get<ServedEnvironments>(), new NewEnvironment("Staging", Versioning, IsProduction: false));

        var added = (await World.Get<CreateEnvironment>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), asked, CopyFrom: World.EnvironmentId), Cancellation)).Value;
        served.Find(await ClientKeyAsync(added.Id))!.Value.Environment.Flags.ShouldHaveSingleItem();

        var project = (await World.Get<CreateProject>().RunAsync(new(AccessGate.ForSystem(), "Other", [asked]), Cancellation)).Value;
        await using var db = World.Open();
        var first = await db.Set<ProjectEnvironment>().SingleAsync(environment => environment.ProjectId == project.Id, Cancellation);
        served.Find(await ClientKeyAsync(first.Id))!.Value.Environment.Id.ShouldBe(first.Id);
    }

    /// <summary>Lets the keeper look, second by second, until it has seen something.</summary>
    private async Task LookUntilAsync(Func<bool> hasSeen, CancellationToken cancellation)
    {
        // It may not have made its timer yet: then a second that goes by is lost, and another has to. But it gives up what takes
        // seconds, so each lasts longer than the one before.
        for (var patience = 16; ; patience *= 2)
        {
            for (var waited = 0; waited < patience; waited++)
            {
                if (hasSeen())
                {
                    return;
                }

                await Task.Delay(1, cancellation);
            }

            World.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static bool IsServed(ServedEnvironment environment)
        => environment.Snapshot.Evaluate(0, Context(environment, "somebody")).Source is AnswerSource.Segment;

    private bool IsServed() => IsServed(Served);

    private FlagAnswer Ask(string identifier, params (string Name, string Value)[] traits)
        => Served.Snapshot.Evaluate(Served.Snapshot.IndexOf("checkout_button"), Context(Served, identifier, traits));

    private async Task<string> ClientKeyAsync(int environmentId)
    {
        await using var db = World.Open();
        return (await db.Set<EnvironmentKey>().SingleAsync(key => key.EnvironmentId == environmentId, Cancellation)).Token!;
    }

    private static async Task<HealthStatus> HealthAsync(ServiceProvider process)
        => (await process.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "serving", Cancellation)).Status;

    /// <summary>Stands in the way of the queries that contain a text.</summary>
    private sealed class Hindrance(string text) : DbCommandInterceptor
    {
        public bool IsThere { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            => IsThere && command.CommandText.Contains(text, StringComparison.Ordinal)
                ? throw new InvalidOperationException("Not this.")
                : ValueTask.FromResult(result);
    }
}
