using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Demo;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// Makes playgrounds beside the demo workspace, before a server runs on the database: by the use cases behind the pages,
/// as the people of the demo.
/// </summary>
internal sealed class Playgrounds
{
    public const int Count = 64;

    /// <summary>A project with nothing in it, for the one test that begins from nothing.</summary>
    public static readonly Playground Bare = new("Bare ground", "bare-ground");

    private readonly IServiceProvider _services;
    private readonly Dictionary<Role, Actor> _people;

    private Playgrounds(IServiceProvider services, Dictionary<Role, Actor> people) => (_services, _people) = (services, people);

    public static Playground Numbered(int number) => number <= Count
        ? new Playground($"Playground {number}", $"playground-{number}")
        : throw new InvalidOperationException($"There are only {Count} playgrounds: raise the number.");

    /// <summary>Adds all of them, the bare one, and the laboratory.</summary>
    public static async Task AddAsync(IServiceProvider services)
    {
        var playgrounds = await OpenAsync(services);
        for (var number = 1; number <= Count; number++)
        {
            await playgrounds.FurnishAsync(await playgrounds.CreateAsync(Numbered(number).Name));
        }

        await playgrounds.CrowdAsync(await playgrounds.CreateAsync(Playground.Crowd.Name));
        _ = await playgrounds.CreateAsync(Bare.Name);
        await Laboratory.AddAsync(services);
    }

    /// <summary>Adds what the demo has not: <c>Bakery</c>, where everything was stopped, and <c>Greenhouse</c> with nothing in it.</summary>
    public static async Task AddExhibitionAsync(IServiceProvider services)
    {
        var playgrounds = await OpenAsync(services);
        var (access, production, _) = await playgrounds.FurnishAsync(await playgrounds.CreateAsync("Bakery"));
        (await services.GetRequiredService<StopAllExperiments>().RunAsync(new(access, production, "The checkout is down."), CancellationToken.None))
            .Error.ShouldBeNull();
        await CountRequestsAsync(services, production);
        await AskAsync(services, production);
        await playgrounds.CreateAsync("Greenhouse");
    }

    // A month in which more and more is asked for dark_mode, with days of nothing.
    private static async Task CountRequestsAsync(IServiceProvider services, int environmentId)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var feature = await db.Set<Feature>().SingleAsync(
            feature => feature.Name == "dark_mode" && db.Set<ProjectEnvironment>().Any(
                environment => environment.Id == environmentId && environment.ProjectId == feature.ProjectId),
            CancellationToken.None);
        var past = new DemoClock(DateTimeOffset.UtcNow);
        var counts = new RequestCounts(contexts, services.GetRequiredService<WriteGate>(), past);
        for (var day = 0; day < 30; day++)
        {
            past.Set(DateTimeOffset.UtcNow.AddDays(day - 29));
            counts.CountFlag(environmentId, feature.Id, day % 7 == 6 ? 0 : (day + 1) * 1_234);
        }

        await counts.WriteAsync(CancellationToken.None);
    }

    // For what the paused experiment is on, by an application that reports what it reads.
    private static async Task AskAsync(IServiceProvider services, int environmentId)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var flag = await db.Set<Experiment>().Where(experiment => experiment.EnvironmentId == environmentId)
            .Select(experiment => experiment.FeatureId).SingleAsync(CancellationToken.None);
        var asks = new FlagAsks(contexts, services.GetRequiredService<WriteGate>(), TimeProvider.System);
        asks.NoteFlag(environmentId, flag);
        await asks.WriteAsync(CancellationToken.None);
    }

    private static async Task<Playgrounds> OpenAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        return new Playgrounds(services, await db.Set<ProjectMember>()
            .Join(db.Set<Person>(), member => member.PersonId, person => person.Id, (member, person) => new { member.Role, Person = person })
            .ToDictionaryAsync(row => row.Role, row => Actor.Person(row.Person.Id, row.Person.DisplayName), CancellationToken.None));
    }

    private async Task<int> CreateAsync(string name)
    {
        var access = (await Get<AccessGate>().AdmitToInstanceAsync(_people[Role.Administrator], CancellationToken.None)).Value;
        var project = (await Get<CreateProject>().RunAsync(
            new(
                access,
                name,
                [new("Development", Versioning.V1, IsProduction: false), new("Production", Versioning.V2, IsProduction: true)]),
            CancellationToken.None)).Value;
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        db.AddRange(_people.Select(person => new ProjectMember
        {
            ProjectId = project.Id,
            PersonId = person.Value.Id!.Value,
            Role = person.Key,
            Revision = 1,
        }));
        await db.SaveChangesAsync(CancellationToken.None);
        return project.Id;
    }

    private async Task<(ProjectAccess Access, int Production, int Experiment)> FurnishAsync(int projectId)
    {
        var access = (await Get<AccessGate>().AdmitAsync(_people[Role.ProductManager], projectId, CancellationToken.None)).Value;
        var button = await AddFlagAsync(access, "checkout_button", "classic", "big", "bigger");
        _ = await AddFlagAsync(access, "search_ranking", "bm25", "semantic");
        _ = await AddFlagAsync(access, "dark_mode", value: null);

        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var production = await db.Set<ProjectEnvironment>().SingleAsync(environment => environment.ProjectId == projectId && environment.IsProduction, CancellationToken.None);
        var big = await db.Set<Variant>().SingleAsync(variant => variant.FeatureId == button && variant.Key == "big", CancellationToken.None);
        var experiment = (await Get<CreateExperiment>().RunAsync(
            new(access, production.Id, button, Playground.Running, "We believe that a bigger button will lift sign-ups by 5 %.")
            {
                Rollout = new RolloutChange
                {
                    Percentage = new BasisPoints(2_000),
                    Allocations = [new VariantAllocation(big.Id, new BasisPoints(5_000))],
                },
                Start = true,
                Anyway = true,
            },
            CancellationToken.None)).Value;
        return (access, production.Id, experiment);
    }

    // As many experiments as a large company has, each running on a flag of its own.
    private async Task CrowdAsync(int projectId)
    {
        var access = (await Get<AccessGate>().AdmitAsync(_people[Role.ProductManager], projectId, CancellationToken.None)).Value;
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(CancellationToken.None);
        var production = await db.Set<ProjectEnvironment>().SingleAsync(environment => environment.ProjectId == projectId && environment.IsProduction, CancellationToken.None);
        for (var number = 1; number <= Playground.CrowdSize; number++)
        {
            var flag = await AddFlagAsync(access, $"flag_{number}", "control", "big");
            (await Get<CreateExperiment>().RunAsync(
                new(access, production.Id, flag, number == Playground.CrowdSize / 2 ? Playground.OneOfMany : $"Banner of week {number}", "It helps.")
                {
                    Rollout = new RolloutChange { Percentage = new BasisPoints(2_000) },
                    Start = true,
                    Anyway = true,
                },
                CancellationToken.None)).Error.ShouldBeNull();
        }
    }

    private async Task<int> AddFlagAsync(ProjectAccess access, string name, string? value, params string[] variants)
        => (await Get<CreateFeature>().RunAsync(
            new(access, name, FlagValueType.String)
            {
                InitialValue = value,
                DefaultEnabled = value is not null,
                Variants = [.. variants.Select(key => new CreateFeature.NewVariant(key, key))],
            },
            CancellationToken.None)).Value;

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
