using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Experiments;

public abstract class ExperimentListTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : ExperimentListTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ExperimentListTests(DatabaseProvider.Postgres);

    [Theory]
    [InlineData(null, false, 3)]
    [InlineData("check", false, 3)]
    [InlineData(null, true, 4)]
    public async Task APage_CostsThreeQueries_AndOneForTheTraffic_HoweverManyRowsItHas(string? search, bool withTraffic, int queries)
    {
        for (var number = 0; number < 4; number++)
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true, $"Number {number}"));
        }

        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new CountedContexts(Database, counted));

        var list = await process.GetRequiredService<ExperimentReads>()
            .ListAsync(
                World.Manager, World.EnvironmentId, new() { Search = search, WithDrafts = true, WithConflicts = true, WithTraffic = withTraffic }, Cancellation);

        list.Page.Items.Count.ShouldBe(4);
        list.Page.Items.ShouldAllBe(item => item.Rollout.State!.Percentage.Value == 1_000);
        list.Page.Items.ShouldAllBe(item => item.Traffic != null == withTraffic);
        counted.Commands.Count.ShouldBeLessThanOrEqualTo(queries);
    }

    [Fact]
    public async Task ExperimentsOfOneFlag_EachShowTheirOwnRollout_AndShareItsDefault()
    {
        await World.AllocateDefaultAsync(1_000, 2_000);
        foreach (var percentage in (int[])[2_000, 4_000])
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(World.Rollout(percentage, enabled: false, 5_000), start: true, $"At {percentage}"));
        }

        await World.CreateExperimentAsync(name: "Without");

        var list = await World.Get<ExperimentReads>().ListAsync(
            World.Manager, World.EnvironmentId, new() { Sort = ExperimentSort.Name, Descending = false }, Cancellation);

        list.Page.Items.Select(item => item.Rollout.State?.Percentage.Value).ShouldBe([2_000, 4_000, null]);
        list.Page.Items.ShouldAllBe(item => item.Arms.Count == World.Variants.Count + 1);
    }

    [Fact]
    public async Task Sorting_PagingAndFiltering_HappenInTheDatabase()
    {
        foreach (var name in (string[])["beta", "Alpha", "gamma"])
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: name));
        }

        await World.CreateExperimentAsync(name: "delta");

        (await NamesAsync(new() { Sort = ExperimentSort.Name, Descending = false })).ShouldBe(["Alpha", "beta", "delta", "gamma"]);
        (await NamesAsync(new() { Sort = ExperimentSort.Started, Statuses = [ExperimentStatus.Completed] })).ShouldBe(["gamma", "Alpha", "beta"]);
        (await NamesAsync(new() { Size = 2, Page = 2, Descending = false })).ShouldBe(["gamma", "delta"]);
        (await NamesAsync(new() { Page = 99 })).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ExperimentSort.Created)]
    [InlineData(ExperimentSort.Name)]
    [InlineData(ExperimentSort.Started)]
    public async Task WhatComesBeforeTheRollout_IsToldOfEachRow(ExperimentSort sort)
    {
        await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true);
        (await ConflictAsync()).ShouldBeFalse("the rollout itself is no conflict");

        await World.AddSegmentOverrideAsync("Staff", state => state.Enabled = true);
        (await ConflictAsync()).ShouldBeTrue();

        await World.WriteFlagAsync(flag => flag.Overrides.RemoveAll(state => state.Rank < OverrideRank.Rollout));
        (await ConflictAsync()).ShouldBeFalse();

        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "vip") { Enabled = true, Value = "huge" }, Cancellation)).Error.ShouldBeNull();
        (await ConflictAsync()).ShouldBeTrue();

        async Task<bool> ConflictAsync() => (await World.Get<ExperimentReads>().ListAsync(
            World.Manager, World.EnvironmentId, new() { Sort = sort, WithConflicts = true }, Cancellation)).Page.Items.ShouldHaveSingleItem().IsOutranked;
    }

    [Theory]
    [InlineData(true, "gamma", "Alpha", "beta", "waiting 2", "waiting 1")]
    [InlineData(false, "waiting 1", "waiting 2", "beta", "Alpha", "gamma")]
    public async Task ByStart_WhatWasNotStarted_ComesBeforeAllThatWas_OnEveryPage(bool descending, params string[] names)
    {
        foreach (var name in (string[])["beta", "Alpha", "gamma"])
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: name));
        }

        await World.CreateExperimentAsync(name: "waiting 1");
        var feature = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "other", FlagValueType.String) { Variants = [new("big", "big")] }, Cancellation)).Value;
        (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, feature, "waiting 2", "It helps."), Cancellation)).Error.ShouldBeNull();

        var query = new ExperimentListQuery { Sort = ExperimentSort.Started, Descending = descending };
        (await NamesAsync(query)).ShouldBe(names);
        (await NamesAsync(query with { Size = 2, Page = 2 })).ShouldBe(names[2..4]);
    }

    [Fact]
    public async Task AnotherProjectsLeave_ShowsNothing()
    {
        await World.CreateExperimentAsync();
        var foreign = Core.Access.Grants.AccessGate.ForSystem(World.ProjectId + 1);
        var reads = World.Get<ExperimentReads>();

        var list = await reads.ListAsync(foreign, World.EnvironmentId, new(), Cancellation);

        (list.Page.Total, list.Page.Items.Count, list.Counts.Values.Sum()).ShouldBe((0, 0, 0));
        (await reads.FindAsync(foreign, World.EnvironmentId, 1, Cancellation)).ShouldBeNull();
        (await reads.ChooseFlagAsync(foreign, World.EnvironmentId, new(), Cancellation)).Items.ShouldBeEmpty();
        (await reads.FindFlagAsync(foreign, World.EnvironmentId, World.FeatureId, Cancellation)).ShouldBeNull();
    }

    private async Task<IEnumerable<string>> NamesAsync(ExperimentListQuery query)
        => (await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, query, Cancellation)).Page.Items.Select(item => item.Name);

    private sealed class CountedContexts(TestDatabase database, CountedCommands counted) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => database.CreateDbContext(counted);
    }
}
