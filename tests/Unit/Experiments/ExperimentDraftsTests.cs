using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Unfinished wizards are private, touch nothing and go when they are finished.</summary>
public abstract class ExperimentDraftsTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : ExperimentDraftsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : ExperimentDraftsTests(DatabaseProvider.Postgres);

    private ExperimentDrafts Drafts => World.Get<ExperimentDrafts>();

    [Fact]
    public async Task ADraft_ReadsBackAsEntered_ForItsAuthorAlone()
    {
        var id = ExperimentDrafts.NewId();
        var entries = new WizardEntries
        {
            Name = "Half typed",
            FeatureId = World.FeatureId,
            Percentage = new(2_000),
            Shares = new Dictionary<int, BasisPoints> { [World.Variants[0]] = new(5_000) },
            Locked = [0],
            CompletedSteps = 1,
        };

        await SaveAsync(World.Manager, id, entries);

        var read = (await Drafts.FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldNotBeNull();
        (read.Name, read.FeatureId, read.Percentage?.Value, read.CompletedSteps).ShouldBe(("Half typed", World.FeatureId, 2_000, 1));
        read.Shares.ShouldBe(entries.Shares);
        read.Locked.ShouldBe([0]);
        var other = await World.AccessAsync(Role.Administrator);
        (await Drafts.FindAsync(other, World.EnvironmentId, id, Cancellation)).ShouldBeNull();
        (await Drafts.ListAsync(other, World.EnvironmentId, Cancellation)).ShouldBeEmpty();
        (await Drafts.FindAsync(AccessGate.ForSystem(World.ProjectId + 1), World.EnvironmentId, id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task ADraft_TouchesNothing_AndIsNotRecorded()
    {
        await using var db = World.Open();
        var (environment, records) = (await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(Cancellation), await db.Set<AuditRecord>().CountAsync(Cancellation));

        await SaveAsync(World.Manager, ExperimentDrafts.NewId(), new() { FeatureId = World.FeatureId, Percentage = new(5_000) });

        (await db.Set<ProjectEnvironment>().AsNoTracking().SingleAsync(Cancellation)).Revision.ShouldBe(environment.Revision);
        (await db.Set<AuditRecord>().CountAsync(Cancellation)).ShouldBe(records);
        await World.CreateExperimentAsync();
    }

    [Fact]
    public async Task AFinishedDraft_IsGone()
    {
        var id = ExperimentDrafts.NewId();
        await SaveAsync(World.Manager, id, new() { Name = "Done" });

        (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "Done", "It helps.") { DraftId = id }, Cancellation)).Error.ShouldBeNull();

        (await Drafts.ListAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheOldestDraft_GivesWayToTheTwentyFirst()
    {
        for (var number = 0; number <= ExperimentDrafts.MaxPerPerson; number++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            await SaveAsync(World.Manager, ExperimentDrafts.NewId(), new() { Name = $"{number}" });
        }

        var kept = await Drafts.ListAsync(World.Manager, World.EnvironmentId, Cancellation);

        kept.Count.ShouldBe(ExperimentDrafts.MaxPerPerson);
        (kept[0].Name, kept[^1].Name).ShouldBe(($"{ExperimentDrafts.MaxPerPerson}", "1"));
    }

    [Fact]
    public async Task WhoMayNotCreate_KeepsNoDraft()
        => (await Drafts.SaveAsync(
            await World.AccessAsync(Role.Support), World.EnvironmentId, ExperimentDrafts.NewId(), new(), Cancellation)).Error!.Code.ShouldBe("role_too_low");

    [Fact]
    public async Task WhoseRoleWasTakenAwaySince_KeepsNoDraft()
    {
        await using var db = World.Open();
        await db.Set<ProjectMember>().Where(member => member.PersonId == World.Manager.Actor.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(member => member.Role, Role.Viewer), Cancellation);

        (await Drafts.SaveAsync(World.Manager, World.EnvironmentId, ExperimentDrafts.NewId(), new(), Cancellation)).Error!.Code.ShouldBe("role_too_low");
    }

    [Fact]
    public async Task ADraft_IsOfAnEnvironmentOfTheProject()
        => (await Drafts.SaveAsync(World.Manager, World.EnvironmentId + 99, ExperimentDrafts.NewId(), new(), Cancellation))
            .Error!.Code.ShouldBe("environment_not_found");

    [Fact]
    public async Task WhoOpenedTheAddressOfAnother_KeepsAWizardOfTheirOwn()
    {
        var id = ExperimentDrafts.NewId();
        await SaveAsync(World.Manager, id, new() { Name = "Mine" });
        var other = await World.AccessAsync(Role.Administrator);

        var kept = (await Drafts.SaveAsync(other, World.EnvironmentId, id, new() { Name = "Theirs" }, Cancellation)).Value;

        kept.ShouldNotBe(id);
        (await Drafts.FindAsync(other, World.EnvironmentId, kept, Cancellation))!.Name.ShouldBe("Theirs");
        (await Drafts.FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Name.ShouldBe("Mine");
        (await Drafts.SaveAsync(other, World.EnvironmentId, kept, new() { Name = "Again" }, Cancellation)).Value.ShouldBe(kept);
    }

    [Fact]
    public async Task InAnotherEnvironment_TheSameAddressIsAnotherWizard()
    {
        var (id, staging) = (ExperimentDrafts.NewId(), await World.AddEnvironmentAsync("Staging"));
        await SaveAsync(World.Manager, id, new() { Name = "Here" });

        var kept = (await Drafts.SaveAsync(World.Manager, staging, id, new() { Name = "There" }, Cancellation)).Value;

        (await Drafts.FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Name.ShouldBe("Here");
        (await Drafts.FindAsync(World.Manager, staging, kept, Cancellation))!.Name.ShouldBe("There");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("longer-than-any-address")]
    [InlineData("abcdefghjk\0n")]
    public async Task AnAddressThatNoWizardCanHave_IsReplaced(string id)
    {
        (await Drafts.FindAsync(World.Manager, World.EnvironmentId, id, Cancellation)).ShouldBeNull();
        (await Drafts.DiscardAsync(World.Manager, World.EnvironmentId, id, Cancellation)).Error.ShouldBeNull();

        var kept = (await Drafts.SaveAsync(World.Manager, World.EnvironmentId, id, new() { Name = "Kept" }, Cancellation)).Value;

        (await Drafts.FindAsync(World.Manager, World.EnvironmentId, kept, Cancellation))!.Name.ShouldBe("Kept");
        (await World.Get<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "Done", "It helps.") { DraftId = id }, Cancellation)).Error.ShouldBeNull();
    }

    private async Task SaveAsync(ProjectAccess access, string id, WizardEntries entries)
        => (await Drafts.SaveAsync(access, World.EnvironmentId, id, entries, Cancellation)).Error.ShouldBeNull();
}
