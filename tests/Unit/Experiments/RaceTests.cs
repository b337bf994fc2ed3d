using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>
/// Two processes at once: each has its own services, so nothing but the database orders them, and a barrier opens their
/// transactions together.
/// </summary>
public abstract class RaceTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : RaceTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : RaceTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task TwoWhoCreateAtOnce_GetOneExperimentAndOneRefusal()
    {
        var results = await TwiceAsync((services, _) => services.GetRequiredService<CreateExperiment>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "Button", "It helps.") { Rollout = World.Rollout(2_000, enabled: false, 5_000) },
            Cancellation));

        results.Count(result => result.IsOk).ShouldBe(1);
        results.Single(result => !result.IsOk).Error!.Code.ShouldBe("flag_taken");
    }

    [Fact]
    public async Task TwoWhoStartAtOnce_GetOneStartAndOneRefusal()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));

        var results = await TwiceAsync((services, _) => services.GetRequiredService<StartExperiment>()
            .RunAsync(new(World.Manager, World.EnvironmentId, id) { Anyway = true }, Cancellation));

        results.Count(result => result.IsOk).ShouldBe(1);
        results.Single(result => !result.IsOk).Error!.Code.ShouldBe("transition_refused");
        (await World.ViewAsync(id)).Item.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task OfTwoEditsFromTheSameScreen_TheSecondIsToldWhoChangedWhat()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000));
        var revision = (await World.ViewAsync(id)).Item.Revision;
        var support = await World.AccessAsync(Role.Support);

        var results = await TwiceAsync((services, number) => services.GetRequiredService<ApplyRollout>().RunAsync(
            new(support, World.EnvironmentId, id, new() { Percentage = new BasisPoints(3_000 + (number * 1_000)) }, revision), Cancellation));

        var refused = results.Single(result => !result.IsOk).Error!;
        refused.Code.ShouldBe("stale_revision");
        var stored = (await World.ViewAsync(id)).Item.Rollout.State!.Percentage.Value;
        refused.Message.ShouldStartWith($"Support changed this (rollout 20 % to {BasisPoints.Format(stored)} %)");
    }

    [Fact]
    public async Task AStartAgainstACompletion_LeavesOneOfTheTwo()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        await World.PauseAsync(id);

        var results = await TwiceAsync((services, number) => number == 0
            ? services.GetRequiredService<StartExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id) { Anyway = true }, Cancellation)
            : services.GetRequiredService<EndExperiment>().RunAsync(new(World.Manager, World.EnvironmentId, id, Ending.Restore, Conclusion.Won), Cancellation));

        // Completing a running experiment is allowed too, so both may succeed, but never in the order that revives it.
        results[1].IsOk.ShouldBeTrue();
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Completed);
    }

    [Fact]
    public async Task TwoEnvironmentsThatTakeOneNameAtOnce_GetOneNameAndOneRefusal()
    {
        var administrator = await World.AccessAsync(Role.Administrator);
        int[] environments = [World.EnvironmentId, await World.AddEnvironmentAsync("Staging")];

        foreach (var name in new[] { "Live", "Shop front", "Till", "Depot" })
        {
            var results = await TwiceAsync((services, number) => services.GetRequiredService<EditEnvironment>().RunAsync(
                new(administrator, environments[number]) { Name = name, IsProduction = true, HideSensitiveData = false, AllowClientTraits = true },
                Cancellation));

            results.Count(result => result.IsOk).ShouldBe(1);
            results.Single(result => !result.IsOk).Error!.Code.ShouldBe("name_taken");
        }
    }

    [Fact]
    public async Task TwoProjectsWhoseNamesLookTheSame_AreOneProjectAndOneRefusal()
    {
        foreach (var (one, other) in ((string, string)[])[("Coco", "СОСО"), ("Box", "ΒΟΧ"), ("Tea", "ТЕА"), ("Oxo", "ｏｘｏ")])
        {
            var results = await TwiceAsync((services, number) => services.GetRequiredService<CreateProject>().RunAsync(
                new(AccessGate.ForSystem(), number == 0 ? one : other, [new("Production", Versioning.V1, true)]), Cancellation));

            results.Count(result => result.IsOk).ShouldBe(1);
            results.Single(result => !result.IsOk).Error!.Code.ShouldBe("name_taken");
        }
    }

    [Fact]
    public async Task TwoPeopleWhoseAddressesLookTheSame_AreOnePersonAndOneRefusal()
    {
        foreach (var (one, other) in ((string, string)[])[("coco@a.com", "сосо@a.com"), ("box@a.com", "ｂｏｘ@a.com"), ("hoax@a.com", "һоах@a.com")])
        {
            var results = await TwiceAsync((services, number) => services.GetRequiredService<InvitePerson>().RunAsync(
                new(AccessGate.ForSystem(), number == 0 ? one : other, "Ada"), Cancellation));

            results.Count(result => result.IsOk).ShouldBe(1);
            results.Single(result => !result.IsOk).Error!.Code.ShouldBe("email_taken");
        }
    }

    [Fact]
    public async Task TwoChangesOfOnePersonInDifferentFields_AreBothMade()
    {
        for (var turn = 1; turn <= 8; turn++)
        {
            var id = (await World.Get<InvitePerson>().RunAsync(new(AccessGate.ForSystem(), $"ada{turn}@a.com", $"Ada {turn}"), Cancellation)).Value.PersonId;
            var results = await TwiceAsync((services, number) => services.GetRequiredService<EditPerson>().RunAsync(
                number == 0
                    ? new(AccessGate.ForSystem(), id) { Name = $"Byron {turn}" }
                    : new(AccessGate.ForSystem(), id) { IsInstanceAdministrator = true },
                Cancellation));

            results.ShouldAllBe(result => result.IsOk);
            await using var db = World.Open();
            var person = await db.Set<Person>().SingleAsync(person => person.Id == id, Cancellation);
            (person.DisplayName, person.IsInstanceAdministrator, person.Revision).ShouldBe(($"Byron {turn}", true, 3));
        }
    }

    private async Task<Result<T>[]> TwiceAsync<T>(Func<IServiceProvider, int, Task<Result<T>>> act)
    {
        using var together = new Barrier(2);
        return await Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Run(
            async () =>
            {
                await using var process = World.AnotherProcess(new TogetherContexts(Database, together));
                return await act(process, number);
            },
            Cancellation)));
    }

    /// <summary>Hands out the first context only when both have asked for one.</summary>
    private sealed class TogetherContexts(TestDatabase database, Barrier together) : IDbContextFactory<AppDbContext>
    {
        private int _asked;

        public AppDbContext CreateDbContext()
        {
            if (Interlocked.Increment(ref _asked) == 1)
            {
                together.SignalAndWait(TimeSpan.FromMinutes(1), Cancellation).ShouldBeTrue();
            }

            return database.CreateDbContext();
        }
    }
}
