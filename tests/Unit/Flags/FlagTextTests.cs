using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What a flag and its variants say about themselves, also while an experiment freezes them.</summary>
public abstract class FlagTextTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : FlagTextTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : FlagTextTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task ANewFlag_BelongsToWhoCreatesIt_AndIsFoundByItsTags()
    {
        var id = (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "search_limit", FlagValueType.Integer) { Tags = ["Search", "SEARCH", "back end"] }, Cancellation)).Value;

        var item = (await World.Get<FeatureReads>().FindAsync(World.Manager, id, Cancellation)).ShouldNotBeNull();
        item.Tags.ShouldBe(["search", "back end"]);
        item.Owner.ShouldBe(new(World.Manager.Actor.Id!.Value, "ProductManager"));
        foreach (var text in (string[])["back e", "ARCH"])
        {
            (await World.Get<FeatureReads>().ListAsync(World.Manager, new() { Search = text }, Cancellation)).Items.Single().Id.ShouldBe(id);
            var list = await World.Get<FlagReads>().ListAsync(World.Manager, World.EnvironmentId, new() { Search = text }, Cancellation);
            (list.Page.Items.Single().Owner?.Name, list.Counts[FlagFilter.All]).ShouldBe(("ProductManager", 1));
        }
    }

    [Fact]
    public async Task AFrozenFlag_LetsPeopleWriteAboutIt()
    {
        await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);
        var before = (await World.FlagAsync()).Head.Revision;
        var support = (await World.AccessAsync(Role.Support)).Actor.Id;

        (await EditAsync(command => command with { Tags = ["ux"], Owner = new(support), Description = "Ask first." })).Error.ShouldBeNull();
        (await DescribeAsync("As high as the total.")).Error.ShouldBeNull();

        var view = (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation)).ShouldNotBeNull();
        (view.Description, view.Owner?.Name, view.Variants[0].Description).ShouldBe(("Ask first.", "Support", "As high as the total."));
        view.Tags.ShouldBe(["ux"]);
        (await World.FlagAsync()).Head.Revision.ShouldBe(before);
        var history = await World.FeatureHistoryAsync();
        history.Select(record => record.Summary).ShouldBe(
            ["description of variant big changed", "description changed; tags none to ux; owner nobody to Support"]);
        AuditChanges.Between(history[0].BeforeJson, history[0].AfterJson).ShouldBe([new("variants › big › description", null, "As high as the total.")]);
        AuditChanges.Between(history[1].BeforeJson, history[1].AfterJson).ShouldBe(
            [new("description", string.Empty, "Ask first."), new("tags", null, "ux"), new("owner", null, "Support")], ignoreOrder: true);
    }

    [Fact]
    public async Task WhatWillNotDo_IsNamed_AndNothingIsLeftBehind()
    {
        var before = await World.FingerprintAsync();

        (await EditAsync(command => command with { Tags = ["a\u200bb"], Owner = new(99_999), Description = new string('x', 2_001) }))
            .Errors.Select(error => (error.Field, error.Code))
            .ShouldBe([("description", "description_too_long"), ("tags", "name_unreadable"), ("owner", "owner_unknown")]);
        (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "another", FlagValueType.String) { Tags = [new string('x', 31)], Owner = new(99_999) }, Cancellation))
            .Error!.Code.ShouldBe("tag_too_long");
        (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, "another", FlagValueType.String) { Owner = new(99_999) }, Cancellation)).Error!.Code.ShouldBe("owner_unknown");
        (await DescribeAsync(new string('x', 501))).Error!.Message.ShouldBe("The description has 501 characters; at most 500 fit. Shorten it.");
        (await EditAsync(command => command with { Tags = [], Owner = new(null) })).Error.ShouldBeNull();

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNotEditFlags_WritesNothingAboutThem(Role role)
    {
        var access = await World.AccessAsync(role);

        (await World.Get<EditFeature>().RunAsync(new(access, World.FeatureId) { Tags = ["mine"] }, Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
        (await World.Get<DescribeVariant>().RunAsync(new(access, World.FeatureId, World.Variants[0], "Mine"), Cancellation))
            .Error.ShouldBeOfType<Error.Forbidden>();
    }

    private Task<Result<int>> EditAsync(Func<EditFeature.Command, EditFeature.Command> with)
        => World.Get<EditFeature>().RunAsync(with(new(World.Manager, World.FeatureId)), Cancellation);

    private Task<Result<int>> DescribeAsync(string description)
        => World.Get<DescribeVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], description), Cancellation);
}
