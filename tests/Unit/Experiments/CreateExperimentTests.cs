using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

public abstract class CreateExperimentTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : CreateExperimentTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : CreateExperimentTests(DatabaseProvider.Postgres);

    private CreateExperiment.Command Command
        => new(World.Manager, World.EnvironmentId, World.FeatureId, "Button", "It helps.");

    [Fact]
    public async Task EveryMissingOrOverlongField_IsNamed()
    {
        var result = await RunAsync(Command with { Name = new string('x', 256), Hypothesis = " ", FeatureId = null });

        result.Errors.Select(error => (error.Field, error.Code)).ShouldBe(
            [("name", "name_too_long"), ("hypothesis", "hypothesis_missing"), ("flag", "flag_missing")]);
    }

    [Fact]
    public async Task AFlagOfAnotherProject_OrWithoutVariants_IsRefused()
    {
        (await RunAsync(Command with { FeatureId = 99_999 })).Error!.Code.ShouldBe("flag_unknown");
        await using var db = World.Open();
        await db.Set<Variant>().ExecuteUpdateAsync(row => row.SetProperty(variant => variant.DeletedAt, World.Clock.GetUtcNow()), Cancellation);

        (await RunAsync(Command)).Error!.Code.ShouldBe("flag_not_multivariate");
    }

    [Fact]
    public async Task ASecondExperimentOnTheFlag_IsRefusedWithTheFirstNamed_UntilThatIsCompleted()
    {
        var first = await World.CreateExperimentAsync(start: true, name: "First");

        var refused = (await RunAsync(Command)).Error!;
        refused.Code.ShouldBe("flag_taken");
        refused.Message.ShouldBe("checkout_button already has the experiment First in this environment (running). Complete or delete it first.");
        await World.CompleteAsync(first);

        (await RunAsync(Command)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AFlagThatChangedSinceItWasShown_IsRefused_AndNothingIsLeftBehind()
    {
        var shown = (await World.Get<ExperimentReads>().FindFlagAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Revision;
        (await World.ChangeDefaultAsync(new() { Allocations = World.Shares(6_000) })).Error.ShouldBeNull();
        var before = await FingerprintAsync();

        var refused = (await RunAsync(Command with { ExpectedFlagRevision = shown })).Error!;
        refused.Code.ShouldBe("stale_revision");
        refused.Message.ShouldContain("environment default: big 0 % to 60 %");
        (await FingerprintAsync()).ShouldBe(before);

        (await RunAsync(Command with { ExpectedFlagRevision = shown + 1 })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task ABrokenRollout_LeavesNoExperimentBehind()
    {
        var before = await FingerprintAsync();

        (await RunAsync(Command with { Rollout = new() { Percentage = new(3_000), Allocations = [new(1_234_567, new(10))] } }))
            .Error!.Code.ShouldBe("rollout_foreign_variants");

        (await FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task TheDatabaseItself_HoldsOneActiveExperimentPerFlag()
    {
        var id = await World.CreateExperimentAsync();
        await using var db = World.Open();
        db.Add(new Experiment
        {
            Id = id + 1,
            EnvironmentId = World.EnvironmentId,
            FeatureId = World.FeatureId,
            Name = "Past every rule",
            Hypothesis = "-",
            SearchText = "-",
            CreatedAt = World.Clock.GetUtcNow(),
            CreatedBy = "-",
            UpdatedAt = World.Clock.GetUtcNow(),
            StatusSince = World.Clock.GetUtcNow(),
        });

        var refused = await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));

        UniqueIndex.Violated(
            refused, Core.Experiments.Lifecycle.ExperimentMapping.OneActiveIndex, "experiments.feature_id, experiments.environment_id").ShouldBeTrue();
    }

    [Theory]
    [InlineData("button")]
    [InlineData("OUT_b")]
    [InlineData("Bü")]
    [InlineData("100%")]
    [InlineData("\"quoted\"")]
    public async Task TheSearch_FindsAnyPartOfEitherName(string search)
    {
        await World.CreateExperimentAsync(name: "BÜTTON 100% \"quoted\"");

        (await CountAsync(search)).ShouldBe(1);
    }

    [Theory]
    [InlineData("but_on")]
    [InlineData("b%n")]
    [InlineData("nothing")]
    public async Task TheSearch_TakesEveryCharacterLiterally(string search)
    {
        await World.CreateExperimentAsync(name: "Button");

        (await CountAsync(search)).ShouldBe(0);
    }

    [Fact]
    public async Task TheSearch_FollowsARename()
    {
        var id = await World.CreateExperimentAsync(name: "Before");

        await World.Get<EditExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Name = "After" }, Cancellation);

        (await CountAsync("before")).ShouldBe(0);
        (await CountAsync("after")).ShouldBe(1);
    }

    [Fact]
    public async Task TheChooser_SaysWhyAFlagIsNotAvailable()
    {
        await World.CreateExperimentAsync(name: "Holder");

        var choice = (await World.Get<ExperimentReads>().ChooseFlagAsync(World.Manager, World.EnvironmentId, new() { Search = "CHECK" }, Cancellation))
            .Items.ShouldHaveSingleItem();

        choice.Refusal!.Message.ShouldContain("Holder");
        choice.Arms.Select(arm => arm.Key).ShouldBe(["control", "big", "bigger", "biggest"]);
    }

    private async Task<int> CountAsync(string search)
    {
        var list = await World.Get<ExperimentReads>()
            .ListAsync(World.Manager, World.EnvironmentId, new ExperimentListQuery { Search = search }, Cancellation);
        list.Page.Total.ShouldBe(list.Page.Items.Count);
        return list.Page.Total;
    }

    private Task<Core.Common.Result<int>> RunAsync(CreateExperiment.Command command)
        => World.Get<CreateExperiment>().RunAsync(command, Cancellation);

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
