using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Finding an experiment or a flag by a few letters, on both databases alike.</summary>
public abstract class SearchTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : SearchTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : SearchTests(DatabaseProvider.Postgres);

    [Theory]
    [InlineData("größer")]
    [InlineData("  GRÖ")]
    [InlineData("er k")]
    [InlineData("n_")]
    public async Task AnExperiment_IsFoundByPartOfItsNameOrFlag(string text)
    {
        var id = await World.CreateExperimentAsync(start: true, name: "Größer Knopf: n_1");

        (await FindAsync(text)).Experiments.ShouldHaveSingleItem()
            .ShouldBe(new FoundExperiment(id, "Größer Knopf: n_1", "checkout_button", ExperimentStatus.Running));
    }

    [Theory]
    [InlineData("🚀")]
    [InlineData("🚀🚀")]
    [InlineData("🚀🚀🚀")]
    public async Task AnExperiment_IsFoundByCharactersThatTakeTwoUnits(string text)
    {
        await World.CreateExperimentAsync(name: "To the moon 🚀🚀🚀");

        var list = await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new() { Search = text }, Cancellation);
        list.Page.Items.Count.ShouldBe(1);
        list.Counts.Values.Sum().ShouldBe(1);
        (await FindAsync(text)).Experiments.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Straße München", "MÜNCHEN", true)]
    [InlineData("Straße München", "mu\u0308nchen", true)]
    [InlineData("Straße München", "munchen", false)]
    [InlineData("Straße München", "strasse", false)]
    [InlineData("Straße München", "ſtraße", false)]
    [InlineData("東京タワー", "東京", true)]
    [InlineData("東京タワー", "京タワ", true)]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ", false)]
    [InlineData("5µm", "5μm", false)]
    [InlineData("İstanbul", "istanbul", false)]
    public async Task ALetter_IsFoundInEitherCase_AndNoOtherForIt(string name, string text, bool isFound)
    {
        await World.CreateExperimentAsync(name: name);

        (await FindAsync(text)).Experiments.Select(found => found.Name).ShouldBe(isFound ? [name] : []);
    }

    [Fact]
    public async Task WhatNoNameHas_IsFoundNowhere()
    {
        await World.CreateExperimentAsync(name: "Size");

        foreach (var text in (string[])["size\0", "size\ud83d"])
        {
            (await FindAsync(text)).Experiments.ShouldBeEmpty();
        }

        (await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new() { Search = "size\ud83d" }, Cancellation))
            .Page.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFlag_IsFound_WithItsExperiments()
    {
        await World.CreateExperimentAsync(name: "Size");

        var found = await FindAsync("CHECKOUT");

        found.Flags.ShouldHaveSingleItem().ShouldBe(new FoundFlag(World.FeatureId, "checkout_button", string.Empty, IsArchived: false));
        found.Experiments.ShouldHaveSingleItem().Name.ShouldBe("Size");
    }

    [Fact]
    public async Task WhatIsNotCompleted_ComesFirst_ThenWhatBeginsWithTheText()
    {
        foreach (var name in (string[])["Button again", "A button", "Another button"])
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: name));
        }

        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await World.CreateExperimentAsync(name: "The button");

        (await FindAsync("button")).Experiments.Select(found => found.Name)
            .ShouldBe(["The button", "Button again", "Another button", "A button"]);
    }

    [Fact]
    public async Task NoMoreThanAFew_AreFound()
    {
        for (var number = 0; number <= SearchReads.Most; number++)
        {
            await World.CompleteAsync(await World.CreateExperimentAsync(start: true, name: $"Number {number}"));
        }

        (await FindAsync("number")).Experiments.Count.ShouldBe(SearchReads.Most);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("\"")]
    [InlineData("%%%")]
    [InlineData("zzz\" OR name:*")]
    public async Task WhatNobodyIsCalled_FindsNothing(string? text)
    {
        await World.CreateExperimentAsync();

        var found = await FindAsync(text);

        (found.Experiments.Count, found.Flags.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task AnotherProjectsLeave_FindsNothing()
    {
        await World.CreateExperimentAsync();

        var found = await World.Get<SearchReads>()
            .FindAsync(AccessGate.ForSystem(World.ProjectId + 1), World.EnvironmentId, "checkout", Cancellation);

        (found.Experiments.Count, found.Flags.Count).ShouldBe((0, 0));
    }

    private Task<SearchResults> FindAsync(string? text) => World.Get<SearchReads>().FindAsync(World.Manager, World.EnvironmentId, text, Cancellation);
}
