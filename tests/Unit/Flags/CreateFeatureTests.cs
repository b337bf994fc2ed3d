using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>Flags come into every environment at once, or not at all; what is written about them can change.</summary>
public abstract class CreateFeatureTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : CreateFeatureTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : CreateFeatureTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task ANewFlag_IsInEveryEnvironment_WithASeedOfItsOwn_AndNobodyGetsAVariant()
    {
        var staging = await World.AddEnvironmentAsync("Staging");

        var id = (await CreateAsync("search_limit", FlagValueType.Integer, command => command with
        {
            InitialValue = " 50 ",
            DefaultEnabled = true,
            Description = " How many results. ",
            ServerKeyOnly = true,
            Variants = [new("low", "025"), new("none", "0")],
        })).Value;

        await using var db = World.Open();
        var feature = await db.Set<Feature>().SingleAsync(feature => feature.Id == id, Cancellation);
        (feature.Name, feature.Description, feature.InitialValue, feature.DefaultEnabled, feature.ServerKeyOnly, feature.NextOrdinal, feature.Revision)
            .ShouldBe(("search_limit", "How many results.", "50", true, true, 3, 1));
        var variants = await db.Set<Variant>().Where(variant => variant.FeatureId == id).OrderBy(variant => variant.Ordinal).ToListAsync(Cancellation);
        variants.Select(variant => (variant.Key, variant.Value, variant.Ordinal, variant.Position)).ShouldBe([("low", "25", 1, 0), ("none", "0", 2, 1)]);
        var flags = await FlagReader.ListEverywhereAsync(db, id, Cancellation);
        flags.Select(flag => flag.EnvironmentId).Order().ShouldBe([World.EnvironmentId, staging]);
        flags.ShouldAllBe(flag => flag.Default.Enabled && flag.Default.Value == "50" && flag.Default.Allocated == 0 && flag.Head.Revision == 1);
        flags.Select(flag => flag.Default.Scope.Seed).Distinct().Count().ShouldBe(2);
        flags.ShouldAllBe(flag => flag.Default.Scope.Seed >= 1_000_000_000);
        var record = (await World.HistoryAsync(AuditKey.Feature(id))).ShouldHaveSingleItem();
        (record.Action, record.Summary, record.Number, record.ObjectName).ShouldBe(("created", "created with low, none", 1, "search_limit"));
        record.BeforeJson.ShouldBeNull();
    }

    [Fact]
    public async Task APlainSwitch_HasNoValue()
    {
        var id = (await CreateAsync("dark_mode", FlagValueType.Boolean)).Value;

        await using var db = World.Open();
        var flag = (await FlagReader.FindAsync(db, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();
        (flag.Default.Enabled, flag.Default.Value).ShouldBe((false, null));
    }

    [Fact]
    public async Task AProjectThatIsFull_GetsNoMoreFlags()
    {
        await using var db = World.Open();
        db.AddRange(Enumerable.Range(1, CreateFeature.MaxFeatures - 2).Select(number => new Feature
        {
            ProjectId = World.ProjectId,
            Name = $"flag_{number}",
            NameFolded = $"flag_{number}",
            ValueType = FlagValueType.Boolean,
            CreatedAt = World.Clock.Now(),
        }));
        await db.SaveChangesAsync(Cancellation);

        (await CreateAsync("the_last", FlagValueType.Boolean)).Error.ShouldBeNull();
        (await CreateAsync("one_too_many", FlagValueType.Boolean)).Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("too_many_flags");
    }

    [Fact]
    public async Task EverythingThatIsWrong_IsSaidAtOnce_AndNothingIsWritten()
    {
        var before = await World.FingerprintAsync();

        var refused = await CreateAsync("two words", FlagValueType.Integer, command => command with
        {
            InitialValue = "many",
            Description = new string('x', Feature.DescriptionMaxLength + 1),
            Variants = [new("low", "1"), new("LOW", "x")],
        });

        refused.Errors.Select(error => (error.Code, error.Field)).ShouldBe(
        [
            ("name_malformed", "name"), ("description_too_long", "description"), ("value_not_an_integer", "initialValue"),
            ("key_taken", "variants[1].key"), ("value_not_an_integer", "variants[1].value"),
        ]);
        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AName_IsTakenWhateverItsCase_AndFreeAgainAfterDeletion()
    {
        var refused = await CreateAsync("Checkout_Button");

        var error = refused.Error.ShouldBeOfType<Error.Conflict>();
        (error.Code, error.Field).ShouldBe(("name_taken", "name"));
        error.Message.ShouldContain("checkout_button");
        (await World.Get<ArchiveFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Error.ShouldBeNull();
        (await CreateAsync("checkout_button")).Error!.Message.ShouldContain("archived");
        (await World.Get<DeleteFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Error.ShouldBeNull();
        (await CreateAsync("checkout_button")).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task OnlyProductManagers_CreateFlags(Role role)
        => (await World.Get<CreateFeature>().RunAsync(new(await World.AccessAsync(role), "mine", FlagValueType.String), Cancellation))
            .Error.ShouldBeOfType<Error.Forbidden>();

    [Fact]
    public async Task WhatIsWrittenAboutAFlag_CanChange_AndEnvironmentsKeepWhatTheyServe()
    {
        var first = (await EditAsync(command => command with
        {
            Description = "The size.",
            InitialValue = new NewValue("modern"),
            DefaultEnabled = true,
            ServerKeyOnly = true,
        })).Value;
        var nothing = (await EditAsync(command => command with { Description = " The size. ", DefaultEnabled = true })).Value;

        (first, nothing).ShouldBe((1, 1));
        (await World.FlagAsync()).Default.Value.ShouldBe("classic");
        var record = (await World.FeatureHistoryAsync()).ShouldHaveSingleItem();
        record.Summary.ShouldBe(
            "description changed; for server keys only; initial value \"classic\" to \"modern\"; starts enabled in new environments");
        record.Changes.Select(change => (change.Field, change.Before, change.After)).ShouldContain(("initial value", "classic", "modern"));
        (await EditAsync(command => command with { InitialValue = new NewValue(null) })).Value.ShouldBe(2);
    }

    [Fact]
    public async Task AStaleEdit_IsToldWhoChangedWhat()
    {
        (await EditAsync(command => command with { Description = "Ada's" })).Error.ShouldBeNull();

        var refused = await EditAsync(command => command with { Description = "Ben's", ExpectedRevision = 0 });

        refused.Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("stale_revision");
        refused.Error!.Message.ShouldContain("ProductManager changed this (description changed)");
    }

    [Fact]
    public async Task ARunningExperiment_KeepsItsFlagInBrowsers()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        (await EditAsync(command => command with { ServerKeyOnly = true })).Error!.Code.ShouldBe("flag_frozen");
        (await EditAsync(command => command with { Description = "Still fine" })).Error.ShouldBeNull();
    }

    private Task<Result<int>> CreateAsync(
        string name, FlagValueType type = FlagValueType.String, Func<CreateFeature.Command, CreateFeature.Command>? with = null)
    {
        var command = new CreateFeature.Command(World.Manager, name, type);
        return World.Get<CreateFeature>().RunAsync(with is null ? command : with(command), Cancellation);
    }

    private Task<Result<int>> EditAsync(Func<EditFeature.Command, EditFeature.Command> with)
        => World.Get<EditFeature>().RunAsync(with(new(World.Manager, World.FeatureId)), Cancellation);
}
