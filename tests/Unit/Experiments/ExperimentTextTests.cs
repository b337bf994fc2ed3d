using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What an experiment says about itself: owner, tags and description.</summary>
public abstract class ExperimentTextTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : ExperimentTextTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ExperimentTextTests(DatabaseProvider.Postgres);

    private CreateExperiment.Command Creation
        => new(World.Manager, World.EnvironmentId, World.FeatureId, "Button", "It helps.");

    [Fact]
    public async Task ANewExperiment_BelongsToWhoCreatesIt_AndKeepsTagsAndDescription()
    {
        var id = await CreateAsync(Creation with { Description = " Ask first. ", Tags = ["Growth", "growth ", "Check Out"] });

        var item = (await World.ViewAsync(id)).Item;
        (item.Description, item.Owner).ShouldBe(("Ask first.", new OwnerItem(World.Manager.Actor.Id!.Value, "ProductManager")));
        item.Tags.ShouldBe(["growth", "check out"]);
        var record = (await World.HistoryAsync(AuditKey.Experiment(id))).ShouldHaveSingleItem();
        AuditChanges.Between(record.BeforeJson, record.AfterJson).Where(field => field.Field is "description" or "tags" or "owner")
            .ShouldBe([new("description", null, "Ask first."), new("tags", null, "growth, check out"), new("owner", null, "ProductManager")]);
    }

    [Fact]
    public async Task AnOwnerWhoIsNamed_OrNobody_ComesBeforeWhoCreatesIt()
    {
        var viewer = await PersonAsync(Role.Viewer);
        var id = await CreateAsync(Creation with { Owner = new(viewer) });
        (await World.ViewAsync(id)).Item.Owner!.PersonId.ShouldBe(viewer);
        await World.CompleteAsync(await StartedAsync(id));

        (await World.ViewAsync(await CreateAsync(Creation with { Owner = new(null) }))).Item.Owner.ShouldBeNull();
    }

    [Fact]
    public async Task AnEdit_ChangesWhatIsSentAlone_AndSaysSoInWords()
    {
        var id = await CreateAsync(Creation with { Tags = ["growth"] });
        var support = await PersonAsync(Role.Support);

        (await EditAsync(id, command => command with { Tags = ["Checkout", "growth"], Owner = new(support), Description = "Why" })).Error.ShouldBeNull();

        var item = (await World.ViewAsync(id)).Item;
        (item.Name, item.Hypothesis, item.Description, item.Owner?.Name).ShouldBe(("Button", "It helps.", "Why", "Support"));
        item.Tags.ShouldBe(["checkout", "growth"]);
        var record = (await World.HistoryAsync(AuditKey.Experiment(id)))[0];
        record.Summary.ShouldBe("description changed; tags growth to checkout, growth; owner ProductManager to Support");
        AuditChanges.Between(record.BeforeJson, record.AfterJson).ShouldBe(
        [
            new("description", null, "Why"),
            new("tags", "growth", "checkout, growth"),
            new("owner", "ProductManager", "Support"),
            new("owner id", $"{World.Manager.Actor.Id}", $"{support}"), // So that it can be undone; no page shows it.
        ]);

        (await EditAsync(id, command => command with { Tags = [], Owner = new(null), Description = " " })).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary
            .ShouldBe("description changed; tags checkout, growth to none; owner Support to nobody");
    }

    [Fact]
    public async Task AnEditOfNothing_LeavesNoTrace()
    {
        var id = await CreateAsync(Creation with { Tags = ["growth"], Description = "Why" });
        var before = await World.FingerprintAsync();

        (await EditAsync(id, command => command with
        {
            Tags = ["GROWTH", "growth"],
            Description = "Why ",
            Owner = new(World.Manager.Actor.Id),
        })).Error.ShouldBeNull();

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task WhatWillNotDo_IsNamed_AndNothingIsLeftBehind()
    {
        var id = await CreateAsync(Creation);
        var stranger = await AddPersonAsync("stranger");
        var before = await World.FingerprintAsync();

        (await EditAsync(id, command => command with { Description = new string('x', 10_001), Tags = ["a,b"] }))
            .Errors.Select(error => (error.Field, error.Code)).ShouldBe([("description", "description_too_long"), ("tags", "tag_has_comma")]);
        (await World.Get<CreateExperiment>().RunAsync(Creation with { Description = "\0", Tags = [new string('x', 31)] }, Cancellation))
            .Errors.Select(error => error.Field).ShouldBe(["description", "tags"]);
        foreach (var nobody in (int[])[stranger, 123_456, -1])
        {
            var refused = (await EditAsync(id, command => command with { Owner = new(nobody) })).Error!;
            (refused.Field, refused.Code).ShouldBe(("owner", "owner_unknown"));
        }

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Support)]
    public async Task WhoMayNotEditIt_ChangesNeitherTagsNorOwner(Role role)
    {
        var id = await CreateAsync(Creation);
        var access = await World.AccessAsync(role);

        (await World.Get<EditExperiment>().RunAsync(
            new(access, World.EnvironmentId, id) { Tags = ["mine"], Owner = new(access.Actor.Id) }, Cancellation))
            .Error.ShouldBeOfType<Error.Forbidden>();
    }

    [Fact]
    public async Task AnOwnerWhoGoes_IsNobody_UntilTheyAreBack()
    {
        var support = await PersonAsync(Role.Support);
        var id = await CreateAsync(Creation with { Owner = new(support) });

        await SetAsync(support, person => person.DeactivatedAt = World.Clock.GetUtcNow());
        (await OwnerAsync(id)).ShouldBe((null, null));
        await SetAsync(support, person => person.DeactivatedAt = null);
        (await OwnerAsync(id)).ShouldBe(("Support", "Support"));
        await using (var db = World.Open())
        {
            await db.Set<ProjectMember>().Where(member => member.PersonId == support).ExecuteDeleteAsync(Cancellation);
        }

        (await OwnerAsync(id)).ShouldBe((null, null));
        await SetAsync(support, person => person.IsInstanceAdministrator = true);
        (await OwnerAsync(id)).ShouldBe(("Support", "Support"));
    }

    [Fact]
    public async Task AnExperiment_IsFoundByATag_AsLongAsItHasIt()
    {
        var id = await CreateAsync(Creation with { Tags = ["Größer", "growth"] });

        foreach (var text in (string[])["GRÖß", "owt", "gr", "utton"])
        {
            (await FoundAsync(text)).ShouldBe([id], text);
        }

        (await EditAsync(id, command => command with { Tags = ["growth"] })).Error.ShouldBeNull();
        (await FoundAsync("größ")).ShouldBeEmpty();
        (await EditAsync(id, command => command with { Name = "Knob" })).Error.ShouldBeNull();
        (await FoundAsync("growth")).ShouldBe([id]);
        (await World.Get<SearchReads>().FindAsync(World.Manager, World.EnvironmentId, "growth", Cancellation)).Experiments.Single().Id.ShouldBe(id);
    }

    [Fact]
    public async Task TheTagsOfAProject_AreThoseOfFlagsAndExperiments_EachOnce()
    {
        var tags = World.Get<TagReads>();
        (await tags.UsedAsync(World.Manager, Cancellation)).ShouldBeEmpty();
        await CreateAsync(Creation with { Tags = ["growth", "checkout"] });
        (await World.Get<EditFeature>().RunAsync(new(World.Manager, World.FeatureId) { Tags = ["ux", "Growth"] }, Cancellation)).Error.ShouldBeNull();

        (await tags.UsedAsync(World.Manager, Cancellation)).ShouldBe(["checkout", "growth", "ux"]);
        (await tags.UsedAsync(AccessGate.ForSystem(World.ProjectId + 1), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ThePeopleWhoCanOwn_AreThoseWhoCanReadTheProject()
    {
        var stranger = await AddPersonAsync("stranger");
        var choices = await World.Get<OwnerReads>().ChoicesAsync(World.Manager, Cancellation);
        choices.Select(owner => owner.Name).ShouldBe(["Administrator", "ProductManager", "Support", "Viewer"]);
        await SetAsync(stranger, person => person.IsInstanceAdministrator = true);
        await SetAsync(await PersonAsync(Role.Viewer), person => person.DeactivatedAt = World.Clock.GetUtcNow());

        (await World.Get<OwnerReads>().ChoicesAsync(World.Manager, Cancellation)).Select(owner => owner.Name)
            .ShouldBe(["Administrator", "ProductManager", "stranger", "Support"]);
    }

    private async Task<int> CreateAsync(CreateExperiment.Command command)
        => (await World.Get<CreateExperiment>().RunAsync(command, Cancellation)).Value;

    private async Task<int> StartedAsync(int id)
    {
        (await World.StartAsync(id)).Error.ShouldBeNull();
        return id;
    }

    private Task<Result<int>> EditAsync(int id, Func<EditExperiment.Command, EditExperiment.Command> with)
        => World.Get<EditExperiment>().RunAsync(with(new(World.Manager, World.EnvironmentId, id)), Cancellation);

    private async Task<IReadOnlyList<int>> FoundAsync(string text)
    {
        var list = await World.Get<ExperimentReads>().ListAsync(World.Manager, World.EnvironmentId, new() { Search = text }, Cancellation);
        list.Counts.Values.Sum().ShouldBe(list.Page.Total);
        return [.. list.Page.Items.Select(item => item.Id)];
    }

    // As the page, and as two kinds of lists show it.
    private async Task<(string? Page, string? List)> OwnerAsync(int id)
    {
        var reads = World.Get<ExperimentReads>();
        var newest = (await reads.ListAsync(World.Manager, World.EnvironmentId, new(), Cancellation)).Page.Items.Single().Owner?.Name;
        (await reads.ListAsync(World.Manager, World.EnvironmentId, new() { WithSignals = true }, Cancellation)).Page.Items.Single().Owner?.Name
            .ShouldBe(newest);
        return ((await World.ViewAsync(id)).Item.Owner?.Name, newest);
    }

    private async Task<int> PersonAsync(Role role) => (await World.AccessAsync(role)).Actor.Id!.Value;

    private async Task SetAsync(int personId, Action<Person> change)
    {
        await using var db = World.Open();
        change(await db.Set<Person>().AsTracking().SingleAsync(person => person.Id == personId, Cancellation));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> AddPersonAsync(string name)
    {
        await using var db = World.Open();
        var person = new Person
        {
            UserName = $"{name}@test.local",
            Email = $"{name}@test.local",
            DisplayName = name,
            SearchText = Person.Search(name, $"{name}@test.local"),
            CreatedAt = World.Clock.GetUtcNow(),
        };
        db.Add(person);
        await db.SaveChangesAsync(Cancellation);
        return person.Id;
    }
}
