using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Views;
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
    public async Task APage_CostsThreeQueries_AndOneForTheTraffic_HoweverManyRowsItHas(string? search, bool withSignals, int queries)
    {
        for (var number = 0; number < 4; number++)
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true, $"Number {number}"));
        }

        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new CountedContexts(Database, counted));

        var list = await process.GetRequiredService<ExperimentReads>()
            .ListAsync(
                World.Manager, World.EnvironmentId, new() { Search = search, WithDrafts = true, WithSignals = withSignals }, Cancellation);

        list.Page.Items.Count.ShouldBe(4);
        list.Page.Items.ShouldAllBe(item => item.Rollout.State!.Percentage.Value == 1_000);
        list.Page.Items.ShouldAllBe(item => item.Traffic != null == withSignals);
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
            World.Manager, World.EnvironmentId, new() { Sort = sort, WithSignals = true }, Cancellation)).Page.Items.ShouldHaveSingleItem().IsOutranked;
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

    [Theory]
    [InlineData("pricing 2.1", "Pricing banner 2.1")]
    [InlineData("2.1  PRICING", "Pricing banner 2.1")]
    [InlineData("banner checkout", "Pricing banner 2.1", "Pricing banner 3")]
    [InlineData("a 3", "Pricing banner 3")]
    [InlineData("pricing \"2.1\"")]
    [InlineData("%")]
    public async Task TheSearch_FindsWhatHasEachWordSomewhere_InAnyOrder(string search, params string[] names)
    {
        await MakeBannersAsync();

        (await NamesAsync(new() { Search = search, Sort = ExperimentSort.Name, Descending = false })).ShouldBe(names);
        var list = await ListAsync(new() { Search = search, Size = 1 });
        list.Counts.Values.Sum().ShouldBe(names.Length);
        list.IsPartialMatch.ShouldBeFalse();
    }

    [Theory]
    [InlineData("pricing 2.0", true, "Pricing banner 2.1", "Pricing banner 3")]
    [InlineData("pricing no", true, "Pricing banner 2.1", "Pricing banner 3")]
    [InlineData("pricing banner", false, "Pricing banner 2.1", "Pricing banner 3")]
    [InlineData("elsewhere nothing", true, "Elsewhere")]
    [InlineData("elsewhere", false, "Elsewhere")]
    [InlineData("nothing whatever", false)]
    public async Task WhereNothingHasAllWords_WhatHasSomeIsShown_AndSaidSo(string search, bool isPartial, params string[] names)
    {
        await MakeBannersAsync();

        var list = await ListAsync(new() { Search = search, WithPartialMatches = true, Sort = ExperimentSort.Name, Descending = false });

        list.Page.Items.Select(item => item.Name).ShouldBe(names);
        list.Page.Total.ShouldBe(names.Length);
        list.IsPartialMatch.ShouldBe(isPartial);
        (await NamesAsync(new() { Search = search })).Any().ShouldBe(!isPartial && names.Length > 0);
    }

    [Fact]
    public async Task ByStatus_AndByRollout_TheNewestComeFirstAmongEquals()
    {
        foreach (var (name, percentage) in ((string, int)[])[("five", 500), ("twelve and a half", 1_250), ("twelve", 1_200), ("all", 10_000), ("nearly thirteen", 1_299), ("also five", 500)])
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await World.CompleteAsync(await World.CreateExperimentAsync(World.Rollout(percentage, enabled: false, 5_000), start: true, name: name));
        }

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await World.CreateExperimentAsync(name: "none");

        string[] rising = ["none", "also five", "five", "twelve", "twelve and a half", "nearly thirteen", "all"];
        (await NamesAsync(new() { Sort = ExperimentSort.Rollout, Descending = false })).ShouldBe(rising);
        (await NamesAsync(new() { Sort = ExperimentSort.Rollout, Descending = false, Size = 3, Page = 2 })).ShouldBe(rising[3..6]);
        (await NamesAsync(new() { Sort = ExperimentSort.Rollout })).ShouldBe(["all", "nearly thirteen", "twelve and a half", "twelve", "also five", "five", "none"]);
        (await NamesAsync(new() { Sort = ExperimentSort.Status, Size = 2 })).ShouldBe(["also five", "nearly thirteen"]);
        (await NamesAsync(new() { Sort = ExperimentSort.Status, Descending = false, Size = 2 })).ShouldBe(["none", "also five"]);
    }

    [Fact]
    public async Task AnOwner_AFlag_AndAttention_NarrowTheList_WithItsCounts()
    {
        var mine = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: false, 5_000), start: true, name: "Mine");
        var other = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "Other", FlagValueType.String) { Variants = [new("big", "big")] }, Cancellation)).Value;
        var theirs = (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, other, "Nobody's", "It helps.") { Owner = new(null) }, Cancellation)).Value;
        mine.ShouldNotBe(theirs);

        (await NamesAsync(new() { Owner = new(World.Manager.Actor.Id) })).ShouldBe(["Mine"]);
        (await NamesAsync(new() { Owner = new(null) })).ShouldBe(["Nobody's"]);
        (await NamesAsync(new() { Flag = " OTHER " })).ShouldBe(["Nobody's"]);
        (await NamesAsync(new() { Flag = "oth" })).ShouldBeEmpty();
        (await NamesAsync(new() { NeedsAttention = true })).ShouldBeEmpty();

        World.Clock.Advance(Attention.Patience);

        var list = await ListAsync(new() { NeedsAttention = true, WithSignals = true, Sort = ExperimentSort.Name, Descending = false });
        list.Page.Items.Select(item => (item.Name, item.Attention)).ShouldBe([("Mine", AttentionReason.NobodyAsks), ("Nobody's", AttentionReason.NotStarted)]);
        (list.Counts[ExperimentStatus.Running], list.Counts[ExperimentStatus.Created]).ShouldBe((1, 1));
        (await ListAsync(new() { NeedsAttention = true, Owner = new(null) })).Counts.Values.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task ASavedView_IsThePersonsOwn_AndOfTheProject()
    {
        var save = World.Get<SaveView>();
        (await save.RunAsync(new(World.Manager, "?status=running"), Cancellation)).Error.ShouldBeNull();
        (await save.RunAsync(new(World.Manager, "?owner=me"), Cancellation)).Error.ShouldBeNull();

        (await ViewAsync(World.Manager)).ShouldBe("?owner=me");
        (await ViewAsync(await World.AccessAsync(Role.Viewer))).ShouldBeNull("it is private");
        (await save.RunAsync(new(World.Manager, $"?q={new string('x', 1_000)}"), Cancellation)).Error!.Code.ShouldBe("view_too_long");
        (await save.RunAsync(new(World.Manager, "//elsewhere"), Cancellation)).Error!.Code.ShouldBe("view_too_long");
        (await ViewAsync(World.Manager)).ShouldBe("?owner=me", "what is refused changes nothing");

        (await save.RunAsync(new(World.Manager, null), Cancellation)).Error.ShouldBeNull();
        (await ViewAsync(World.Manager)).ShouldBeNull();

        async Task<string?> ViewAsync(ProjectAccess access)
            => (await World.Get<ExperimentReads>().ListAsync(access, World.EnvironmentId, new() { WithSavedView = true }, Cancellation)).SavedView;
    }

    [Fact]
    public async Task AnotherProjectsLeave_ShowsNothing()
    {
        await World.CreateExperimentAsync();
        var foreign = AccessGate.ForSystem(World.ProjectId + 1);
        var reads = World.Get<ExperimentReads>();

        var list = await reads.ListAsync(foreign, World.EnvironmentId, new(), Cancellation);

        (list.Page.Total, list.Page.Items.Count, list.Counts.Values.Sum()).ShouldBe((0, 0, 0));
        (await reads.FindAsync(foreign, World.EnvironmentId, 1, Cancellation)).ShouldBeNull();
        (await reads.ChooseFlagAsync(foreign, World.EnvironmentId, new(), Cancellation)).Items.ShouldBeEmpty();
        (await reads.FindFlagAsync(foreign, World.EnvironmentId, World.FeatureId, Cancellation)).ShouldBeNull();
    }

    private async Task MakeBannersAsync()
    {
        foreach (var name in (string[])["Pricing banner 2.1", "Pricing banner 3", "Elsewhere"])
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: name));
        }
    }

    private Task<ExperimentList> ListAsync(ExperimentListQuery query)
        => World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, query, Cancellation);

    private async Task<IEnumerable<string>> NamesAsync(ExperimentListQuery query) => (await ListAsync(query)).Page.Items.Select(item => item.Name);

    private sealed class CountedContexts(TestDatabase database, CountedCommands counted) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => database.CreateDbContext(counted);
    }
}
