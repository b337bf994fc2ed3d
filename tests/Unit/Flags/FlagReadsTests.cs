using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What the pages of flags get to show, in environments of both kinds, on both databases.</summary>
public abstract class FlagReadsTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : FlagReadsTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : FlagReadsTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task TheList_IsSearchedFilteredSortedAndPaged_OnTheServer()
    {
        await CreateAsync("Zebra");
        await CreateAsync("alpha_100_");
        await CreateAsync("beta");
        (await World.Get<ArchiveFeature>().RunAsync(new(World.Manager, await CreateAsync("gone")), Cancellation)).Error.ShouldBeNull();

        (await NamesAsync(new())).ShouldBe(["alpha_100_", "beta", "checkout_button", "Zebra"]);
        (await NamesAsync(new() { Descending = true, Size = 2, Page = 2 })).ShouldBe(["beta", "alpha_100_"]);
        (await NamesAsync(new() { Sort = FlagSort.Created, Descending = true })).ShouldBe(["beta", "alpha_100_", "Zebra", "checkout_button"]);
        (await NamesAsync(new() { Search = "ZEB" })).ShouldBe(["Zebra"]);
        (await NamesAsync(new() { Search = "%" })).ShouldBeEmpty();
        (await NamesAsync(new() { Filter = FlagFilter.Multivariate })).ShouldBe(["checkout_button"]);
        (await NamesAsync(new() { Filter = FlagFilter.Archived })).ShouldBe(["gone"]);
        var list = await ListAsync(new() { Filter = FlagFilter.Plain, Search = "a", Size = 1 });
        list.Page.Total.ShouldBe(3);
        list.Counts.ShouldBe(new Dictionary<FlagFilter, int>
        {
            [FlagFilter.All] = 3,
            [FlagFilter.Multivariate] = 0,
            [FlagFilter.Plain] = 3,
            [FlagFilter.Archived] = 0,
        });
    }

    [Fact]
    public async Task ANameFromBefore_ThatEveryObjectOfJavaScriptHas_IsAProblem()
    {
        (await ListAsync(new())).Page.Items.ShouldAllBe(item => !item.HasNameProblem);
        await using (var db = World.Open())
        {
            await db.Set<Variant>().Where(variant => variant.Id == World.Variants[1]).ExecuteUpdateAsync(
                row => row.SetProperty(variant => variant.Key, "valueOf"), Cancellation);
            await db.Set<Feature>().Where(feature => feature.Id == World.FeatureId).ExecuteUpdateAsync(
                row => row.SetProperty(feature => feature.Name, "constructor").SetProperty(feature => feature.NameFolded, "constructor"), Cancellation);
        }

        (await ListAsync(new())).Page.Items.ShouldHaveSingleItem().HasNameProblem.ShouldBeTrue();
        var view = await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, "constructor", Cancellation);
        view.ShouldNotBeNull().NameProblems.Count.ShouldBe(2);
        (view.NameProblems[0].Contains("constructor", StringComparison.Ordinal), view.NameProblems[1].Contains("valueOf", StringComparison.Ordinal))
            .ShouldBe((true, true));
    }

    [Fact]
    public async Task ARow_SaysWhatIsServed_AndWhoHoldsTheFlag()
    {
        var staff = await World.AddSegmentAsync("Staff");
        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();
        (await World.ForceAsync("ada", World.Variants[2])).Error.ShouldBeNull();
        var experiment = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        await World.AllocateDefaultAsync(0, 2_500);

        var row = (await ListAsync(new())).Page.Items.ShouldHaveSingleItem();

        (row.Default.Enabled, row.Default.Value, row.Default.ControlShare.Value).ShouldBe((true, "classic", 7_500));
        row.Default.Shares.ShouldHaveSingleItem().ShouldBe(new ServedAllocation(World.Variants[1], "bigger", new(2_500)));
        (row.Overrides, row.IdentityOverrides).ShouldBe((1, 1));
        row.Variants.Select(variant => variant.Key).ShouldBe(["big", "bigger", "biggest"]);
        row.Experiment.ShouldNotBeNull();
        (row.Experiment.Id, row.Experiment.Name, row.Experiment.Status, row.Experiment.Freezes).ShouldBe((experiment, "Checkout button size", "running", true));
        (await World.ChangeDefaultAsync(new() { Enabled = false }, revision: row.Revision)).Error!.Code.ShouldBe("flag_frozen");
    }

    [Fact]
    public async Task AFlag_IsFoundByItsNameWhateverTheCase_WithAllThatItsPageShows()
    {
        var (staff, testers) = (await World.AddSegmentAsync("Staff"), await World.AddSegmentAsync("Testers"));
        (await World.PutOverrideAsync(staff)).Error.ShouldBeNull();
        (await World.PutOverrideAsync(testers, new() { Allocations = World.Shares(10_000) })).Error.ShouldBeNull();
        (await World.Get<ReorderOverrides>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, [testers, staff]), Cancellation))
            .Error.ShouldBeNull();
        (await World.Get<ReorderVariants>().RunAsync(
            new(World.Manager, World.FeatureId, [World.Variants[2], World.Variants[0], World.Variants[1]]), Cancellation)).Error.ShouldBeNull();
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        var view = await FindAsync("CHECKOUT_Button");

        view.Name.ShouldBe("checkout_button");
        view.Variants.Select(variant => variant.Key).ShouldBe(["big", "bigger", "biggest"]);
        view.Listed.Select(variant => variant.Key).ShouldBe(["biggest", "big", "bigger"]);
        view.Overrides.Select(state => (state.SegmentId, state.SegmentName, state.State.Of(World.Variants[0]).Value))
            .ShouldBe([(testers, "Testers", 10_000), (staff, "Staff", 0)]);
        view.Rollout.ShouldNotBeNull().State.Of(World.Variants[0]).Value.ShouldBe(5_000);
        view.Rollout.Experiment.Percentage.ShouldBe(new BasisPoints(2_000));
        (view.Experiment!.Id, view.Experiment.Freezes, view.VariantsFrozenBy).ShouldBe((id, false, null));
        (view.Revision, view.Version).ShouldBe(Versioning is Versioning.V2 ? (5, 5) : (5, 1));
        (await World.StartAsync(id)).Error.ShouldBeNull();
        (await FindAsync("checkout_button")).VariantsFrozenBy!.Id.ShouldBe(id);
        (await World.CompleteAsync(id)).Error.ShouldBeNull();
        var after = await FindAsync("checkout_button");
        (after.Experiment, after.Rollout, after.VariantsFrozenBy).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task AnExperimentElsewhere_FreezesTheVariantsHere_AndNothingElse()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);
        var staging = await World.AddEnvironmentAsync("Staging");

        var view = (await World.Get<FlagReads>().FindAsync(World.Manager, staging, "checkout_button", Cancellation)).ShouldNotBeNull();

        view.Experiment.ShouldBeNull();
        view.VariantsFrozenBy!.EnvironmentId.ShouldBe(World.EnvironmentId);
    }

    [Fact]
    public async Task WhereAFlagIsUsed_NamesEveryEnvironment()
    {
        await World.AddEnvironmentAsync("Staging");
        (await World.PutOverrideAsync(await World.AddSegmentAsync("Staff"))).Error.ShouldBeNull();
        (await World.ForceAsync("ada")).Error.ShouldBeNull();
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        var uses = (await World.Get<FlagReads>().WhereUsedAsync(World.Manager, World.FeatureId, Cancellation)).ShouldNotBeNull();

        uses.Environments.Select(use => (use.Name, use.Enabled, string.Join('|', use.Segments), use.IdentityOverrides, use.Experiment?.Id))
            .ShouldBe([("Production", true, "Staff", 1, id), ("Staging", true, string.Empty, 0, (int?)null)]);
        uses.Environments[0].Experiment!.Status.ShouldBe("draft");
        (await World.Get<FlagReads>().WhereUsedAsync(World.Manager, 999_999, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Versions_SayWhoChangedWhat_AndCompare()
    {
        var staff = await World.AddSegmentAsync("Staff");
        (await World.PutOverrideAsync(staff, new() { Allocations = World.Shares(1_000) })).Error.ShouldBeNull();
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await World.Get<RemoveSegmentOverride>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, staff), Cancellation))
            .Error.ShouldBeNull();
        (await World.ChangeDefaultAsync(new() { Value = new NewValue("modern") })).Error.ShouldBeNull();

        var page = await World.Get<FlagVersionReads>().ListAsync(
            World.Manager, World.EnvironmentId, World.FeatureId, new ListQuery { Size = 4 }, Cancellation);

        if (Versioning is Versioning.V1)
        {
            page.Items.ShouldHaveSingleItem().Summary.ShouldBe("environment default: value \"classic\" to \"modern\"");
            return;
        }

        page.Total.ShouldBe(5);
        page.Items.Select(item => (item.Number, item.IsLive, item.PublishedBy)).ShouldBe(
            [(5, true, "ProductManager"), (4, false, "ProductManager"), (3, false, "ProductManager"), (2, false, "ProductManager")]);
        page.Items[2].Summary.ShouldBe("Checkout button size: created with rollout 20 %: big 50 %, control 50 %");
        (await VersionAsync(1)).Item.Summary.ShouldBeNull();
        var (before, after) = (await VersionAsync(3), await VersionAsync(5));
        before.Scopes.Select(scope => (scope.Name, scope.Rank)).ShouldBe(
            [("Environment default", 0), ("Staff", 1), ("Rollout of Checkout button size", 2)]);
        ScopeDifference.Between(before, after).Select(difference => (difference.Name, difference.Before?.State.Value, difference.After?.State.Value, difference.After?.Rank))
            .ShouldBe(
            [
                ("Environment default", "classic", "modern", 0), ("Rollout of Checkout button size", "classic", "classic", 1),
                ("Staff", "classic", null, null),
            ]);
        ScopeDifference.Between(after, after).ShouldBeEmpty();
        (await World.Get<FlagVersionReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, 99, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task IdentityOverrides_AreSearchedSortedAndPaged()
    {
        (await World.ForceAsync("Ben", World.Variants[0], enabled: false)).Error.ShouldBeNull();
        (await World.ForceAsync("ada_1", value: "own")).Error.ShouldBeNull();
        (await World.ForceAsync("ÄNNE")).Error.ShouldBeNull();

        (await OverridesAsync(new())).Items.Select(item => (item.Identifier, item.Enabled, item.Value, item.VariantKey, item.Revision))
            .ShouldBe([("ada_1", true, "own", null, 1), ("Ben", false, "big", "big", 1), ("ÄNNE", true, null, null, 1)]);
        (await OverridesAsync(new() { Search = "änn" })).Items.ShouldHaveSingleItem().Identifier.ShouldBe("ÄNNE");
        (await OverridesAsync(new() { Search = "_" })).Items.ShouldHaveSingleItem().Identifier.ShouldBe("ada_1");
        var page = await OverridesAsync(new() { Sort = IdentityOverrideSort.Created, Descending = true, Size = 2 });
        (page.Total, page.Count).ShouldBe((3, 2));
        page.Items.Select(item => item.Identifier).ShouldBe(["ÄNNE", "ada_1"]);
        var found = await World.Get<IdentityOverrideReads>().FindAsync(
            World.Manager, World.EnvironmentId, World.FeatureId, "Ben", Cancellation);
        found.ShouldNotBeNull().VariantKey.ShouldBe("big");
    }

    [Fact]
    public async Task AnotherProjectsFlags_AreNotThere()
    {
        int elsewhere;
        await using (var db = World.Open())
        {
            var project = new Project { Name = "Other", NameFolded = "other", Slug = "other", CreatedAt = World.Clock.Now() };
            db.Add(project);
            await db.SaveChangesAsync(Cancellation);
            elsewhere = project.Id;
            await db.Set<ProjectEnvironment>().Where(environment => environment.Id == World.EnvironmentId)
                .ExecuteUpdateAsync(row => row.SetProperty(environment => environment.ProjectId, elsewhere), Cancellation);
            await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.ProjectId, elsewhere), Cancellation);
        }

        (await ListAsync(new())).Counts[FlagFilter.All].ShouldBe(0);
        (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, "checkout_button", Cancellation)).ShouldBeNull();
        (await World.Get<FlagReads>().WhereUsedAsync(World.Manager, World.FeatureId, Cancellation)).ShouldBeNull();
        (await World.Get<FlagVersionReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, 1, Cancellation)).ShouldBeNull();
        (await OverridesAsync(new())).Total.ShouldBe(0);
    }

    private async Task<int> CreateAsync(string name)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, name, FlagValueType.String), Cancellation)).Value;
    }

    private Task<FlagList> ListAsync(FlagListQuery query)
        => World.Get<FlagReads>().ListAsync(World.Manager, World.EnvironmentId, query, Cancellation);

    private async Task<string[]> NamesAsync(FlagListQuery query) => [.. (await ListAsync(query)).Page.Items.Select(item => item.Name)];

    private async Task<FlagView> FindAsync(string name)
        => (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, name, Cancellation)).ShouldNotBeNull();

    private async Task<FlagVersionView> VersionAsync(int number)
        => (await World.Get<FlagVersionReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, number, Cancellation)).ShouldNotBeNull();

    private Task<Page<IdentityOverrideItem>> OverridesAsync(IdentityOverrideListQuery query)
        => World.Get<IdentityOverrideReads>().ListAsync(World.Manager, World.EnvironmentId, World.FeatureId, query, Cancellation);
}
