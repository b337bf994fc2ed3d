using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>A copy of an experiment begins as a wizard of its author, here or in another environment, and is nothing before it is finished.</summary>
public abstract class DuplicateExperimentTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : DuplicateExperimentTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : DuplicateExperimentTests(DatabaseProvider.Postgres);

    private CreateExperiment.Command Creation => new(World.Manager, World.EnvironmentId, World.FeatureId, "Button", "It helps.")
    {
        Description = "Ask first.",
        Tags = ["growth", "checkout"],
        Rollout = World.Rollout(2_050, enabled: false, 3_000, 1_000) with { ControlValue = "plain" },
    };

    [Fact]
    public async Task ACopyElsewhere_HasEverything_AndItsFlag()
    {
        var staging = await World.AddEnvironmentAsync("Staging");
        var id = await CreateAsync(Creation);

        var copy = await CopyAsync(id, staging);

        (copy.Name, copy.Hypothesis, copy.Description, copy.Tags, copy.FeatureId, copy.CompletedSteps)
            .ShouldBe(("Copy of Button", "It helps.", "Ask first.", "growth, checkout", World.FeatureId, 0));
        (copy.Percentage, copy.ControlValue).ShouldBe((new(2_050), "plain"));
        copy.Shares.ShouldBe(new Dictionary<int, BasisPoints>
        {
            [World.Variants[0]] = new(3_000),
            [World.Variants[1]] = new(1_000),
            [World.Variants[2]] = default,
        });
        (await World.Get<ExperimentDrafts>().ListAsync(World.Manager, World.EnvironmentId, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ADuplicate_WaitsForItsFlag_WhileTheFirstHoldsIt()
    {
        var id = await CreateAsync(Creation);

        var held = await CopyAsync(id);
        await World.StartAsync(id);
        await World.CompleteAsync(id);
        var free = await CopyAsync(id);

        (held.FeatureId, held.CopiedFeatureId, held.Percentage).ShouldBe((null, World.FeatureId, new(2_050)));
        (free.FeatureId, free.CopiedFeatureId, free.Percentage).ShouldBe((World.FeatureId, World.FeatureId, new(2_050)));
        free.Shares.ShouldBe(held.Shares);
    }

    [Fact]
    public async Task ACopy_TouchesNothingButItsAuthorsWizards()
    {
        var id = await CreateAsync(Creation);
        var before = await WithoutDraftsAsync();

        await CopyAsync(id);

        (await WithoutDraftsAsync()).ShouldBe(before);
        var administrator = await World.AccessAsync(Role.Administrator);
        (await World.Get<ExperimentDrafts>().ListAsync(administrator, World.EnvironmentId, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EachCopy_HasANameOfItsOwn()
    {
        var id = await CreateAsync(Creation);
        await World.StartAsync(id);
        await World.CompleteAsync(id);
        await CreateAsync(Creation with { Name = "copy of BUTTON" });

        (await CopyAsync(id)).Name.ShouldBe("Copy of Button (2)");
        (await CopyAsync(id)).Name.ShouldBe("Copy of Button (3)");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("🚀")]
    public async Task TheNameOfACopy_Fits(string character)
    {
        var id = await CreateAsync(Creation with { Name = string.Concat(Enumerable.Repeat(character, 255)), Rollout = null });

        var (first, second) = (await CopyAsync(id), await CopyAsync(id));

        ExperimentText.CheckNewName(first.Name).ShouldBeEmpty();
        ExperimentText.CheckNewName(second.Name).ShouldBeEmpty();
        second.Name.ShouldEndWith(" (2)");
        (first.Percentage, first.Shares.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task AnArchivedVariant_LeavesItsShareToControl_AndAnArchivedFlagIsNotChosen()
    {
        var id = await CreateAsync(Creation);
        await World.StartAsync(id);
        await World.CompleteAsync(id);
        (await World.Get<ArchiveVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0]), Cancellation)).Error.ShouldBeNull();

        (await CopyAsync(id)).Shares.ShouldBe(new Dictionary<int, BasisPoints> { [World.Variants[1]] = new(1_000), [World.Variants[2]] = default });

        await using var db = World.Open();
        await db.Set<Feature>().ExecuteUpdateAsync(row => row.SetProperty(feature => feature.ArchivedAt, World.Clock.GetUtcNow()), Cancellation);
        (await CopyAsync(id)).FeatureId.ShouldBeNull();
    }

    [Fact]
    public async Task WhoMayNotCreate_OrWhatIsNotThere_IsRefused()
    {
        var id = await CreateAsync(Creation);
        var duplicate = World.Get<DuplicateExperiment>();

        (await duplicate.RunAsync(new(await World.AccessAsync(Role.Support), id, World.EnvironmentId), Cancellation)).Error.ShouldBeOfType<Error.Forbidden>();
        (await duplicate.RunAsync(new(World.Manager, id + 1, World.EnvironmentId), Cancellation)).Error!.Code.ShouldBe("experiment_not_found");
        (await duplicate.RunAsync(new(World.Manager, id, World.EnvironmentId + 100), Cancellation)).Error!.Code.ShouldBe("environment_not_found");
        (await World.Get<DeleteExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();
        (await duplicate.RunAsync(new(World.Manager, id, World.EnvironmentId), Cancellation)).Error!.Code.ShouldBe("experiment_not_found");
    }

    private async Task<int> CreateAsync(CreateExperiment.Command command)
        => (await World.Get<CreateExperiment>().RunAsync(command, Cancellation)).Value;

    private async Task<WizardEntries> CopyAsync(int id, int? environmentId = null)
    {
        var place = environmentId ?? World.EnvironmentId;
        var draft = (await World.Get<DuplicateExperiment>().RunAsync(new(World.Manager, id, place), Cancellation)).Value;
        return (await World.Get<ExperimentDrafts>().FindAsync(World.Manager, place, draft, Cancellation)).ShouldNotBeNull();
    }

    private async Task<string> WithoutDraftsAsync()
    {
        await using var db = World.Open();
        await db.Database.BeginTransactionAsync(Cancellation);
        await db.Set<ExperimentDraft>().ExecuteDeleteAsync(Cancellation);
        var taken = await DatabaseFingerprint.TakeAsync(db, Cancellation);
        await db.Database.RollbackTransactionAsync(Cancellation);
        return taken;
    }
}
