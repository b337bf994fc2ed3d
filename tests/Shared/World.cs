using ExperimentAdmin.Core;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>
/// A project with one environment, one flag of three variants and one person per role, on a real database, with the real
/// services. What a test is about, it names itself.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly TestDatabase _database;

    private World(ServiceProvider services, TestDatabase database, FakeTimeProvider clock)
        => (_services, _database, Clock) = (services, database, clock);

    /// <summary>Stands still until a test moves it on; so does what goes by it in the background.</summary>
    public FakeTimeProvider Clock { get; }

    public int ProjectId { get; private set; }

    public int EnvironmentId { get; private set; }

    public int FeatureId { get; private set; }

    /// <summary>Variants <c>big</c>, <c>bigger</c> and <c>biggest</c>, in ordinal order.</summary>
    public IReadOnlyList<int> Variants { get; private set; } = [];

    public ProjectAccess Manager { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<World> CreateAsync(TestDatabase database, Versioning versioning = Versioning.V1)
    {
        var clock = new FakeTimeProvider(s_start);
        var world = new World(Services(database.Options, clock).BuildServiceProvider(), database, clock);
        await world.PopulateAsync(versioning);
        return world;
    }

    /// <summary>Services that share nothing with the world's own but the database and the clock.</summary>
    /// <param name="contexts">Stands in for the real contexts, to hold them up or make them fail.</param>
    public ServiceProvider AnotherProcess(IDbContextFactory<AppDbContext> contexts)
        => Services(_database.Options, Clock).AddSingleton(contexts).BuildServiceProvider();

    /// <summary>Services of their own on the world's database and clock, which look at passwords in another way.</summary>
    public ServiceProvider WithHasher(IPasswordHasher<Person> hasher)
        => Services(_database.Options, Clock).AddSingleton(hasher).BuildServiceProvider();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public AppDbContext Open() => Get<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Leave of the person who has a role; null is somebody without any.</summary>
    public async Task<ProjectAccess> AccessAsync(Role role)
    {
        await using var db = Open();
        var person = await db.Set<Person>().SingleAsync(user => user.Email == $"{role}@test.local", Cancellation);
        return (await Get<AccessGate>().AdmitAsync(Actor.Person(person.Id, person.DisplayName), ProjectId, Cancellation)).Value;
    }

    public async Task<int> CreateExperimentAsync(RolloutChange? rollout = null, bool start = false, string name = "Checkout button size")
        => (await Get<CreateExperiment>().RunAsync(
            new(Manager, EnvironmentId, FeatureId, name, "A bigger button lifts sign-ups.") { Rollout = rollout, Start = start, Anyway = true },
            Cancellation)).Value;

    public Task<Result<RolloutState>> ApplyAsync(int experimentId, RolloutChange rollout, ProjectAccess? access = null, int? revision = null)
        => Get<ApplyRollout>().RunAsync(new(access ?? Manager, EnvironmentId, experimentId, rollout, revision), Cancellation);

    public Task<Result<Done>> StartAsync(int experimentId)
        => Get<StartExperiment>().RunAsync(new(Manager, EnvironmentId, experimentId) { Anyway = true }, Cancellation);

    public Task<Result<Done>> PauseAsync(int experimentId)
        => Get<PauseExperiment>().RunAsync(new(Manager, EnvironmentId, experimentId), Cancellation);

    public Task<Result<int>> NewPhaseAsync(int experimentId, string? reason = "Other people, please.", ProjectAccess? access = null)
        => Get<StartNewPhase>().RunAsync(new(access ?? Manager, EnvironmentId, experimentId, reason), Cancellation);

    /// <summary>Ends an experiment as a script does that knows of no conclusion: what was before is restored.</summary>
    public Task<Result<Done>> CompleteAsync(int experimentId)
        => Get<EndExperiment>().RunAsync(new(Manager, EnvironmentId, experimentId, Ending.Restore) { MayBeOpen = true }, Cancellation);

    public Task<Result<Done>> EndAsync(int experimentId, Ending? ending, Conclusion? conclusion = Conclusion.Won, params int[] removed)
        => Get<EndExperiment>().RunAsync(
            new(Manager, EnvironmentId, experimentId, ending, conclusion) { Note = "What we learned.", RemoveOverridesOf = removed }, Cancellation);

    public Task<Result<ExperimentStatus>> UndoEndAsync(int experimentId)
        => Get<UndoEnd>().RunAsync(new(Manager, EnvironmentId, experimentId), Cancellation);

    public async Task<ExperimentView> ViewAsync(int experimentId)
        => await Get<ExperimentReads>().FindAsync(Manager, EnvironmentId, experimentId, Cancellation)
            ?? throw new InvalidOperationException($"No experiment {experimentId}.");

    public async Task<LiveFlag> FlagAsync()
    {
        await using var db = Open();
        return await FlagReader.FindAsync(db, EnvironmentId, FeatureId, Cancellation)
            ?? throw new InvalidOperationException("No flag.");
    }

    /// <summary>A rollout that names every member.</summary>
    public RolloutChange Rollout(int percentage, bool enabled, params int[] shares) => new()
    {
        Enabled = enabled,
        Percentage = new BasisPoints(percentage),
        ControlValue = "classic",
        Allocations = [.. shares.Zip(Variants, (share, variant) => new VariantAllocation(variant, new BasisPoints(share)))],
    };

    /// <summary>Changes the environment default as somebody with the flag's page would.</summary>
    public Task AllocateDefaultAsync(params int[] shares) => WriteFlagAsync(flag
        => flag.Default.Allocate(shares.Zip(Variants, (share, variant) => KeyValuePair.Create(variant, new BasisPoints(share)))));

    /// <summary>Changes the flag's live states through the one writer, past every guard.</summary>
    public async Task WriteFlagAsync(Action<LiveFlag> edit)
        => (await Get<UnitOfWork>().InEnvironmentAsync<int>(
            Manager,
            EnvironmentId,
            Permission.EditFlags,
            async change =>
            {
                var writer = await FlagWriter.OpenAsync(change, EnvironmentId, FeatureId);
                edit(writer!.Flag);
                return await writer.SaveAsync() ?? 0;
            },
            Cancellation)).Error.ShouldBeNull();

    /// <summary>Adds a segment of the project and an override of it on the flag.</summary>
    public async Task<int> AddSegmentOverrideAsync(string name, Action<ScopedState> edit)
    {
        var id = 0;
        (await Get<UnitOfWork>().InEnvironmentAsync<int>(
            Manager,
            EnvironmentId,
            Permission.EditFlags,
            async change =>
            {
                id = await Counters.TakeAsync(change.Db, Counters.Segments, 1, Cancellation);
                change.Db.Add(new Segment
                {
                    Id = id,
                    ProjectId = ProjectId,
                    Name = name,
                    NameFolded = TextFold.Fold(name),
                    Rules = SegmentRules.Write([new(RuleType.All, [new("plan", SegmentOperator.Equal, "pro")], [])]),
                    CreatedAt = change.Now,
                });
                var writer = await FlagWriter.OpenAsync(change, EnvironmentId, FeatureId);
                edit(await writer!.AddOverrideAsync(id));
                return await writer.SaveAsync() ?? 0;
            },
            Cancellation)).Error.ShouldBeNull();
        return id;
    }

    /// <summary>Writes rules into a segment past every check, as an older version may have let them through.</summary>
    public async Task ChangeRulesAsync(int segmentId, IReadOnlyList<SegmentRule> rules)
        => (await Get<UnitOfWork>().InProjectAsync<int>(
            Manager,
            Permission.EditFlags,
            async change =>
            {
                var segment = await change.Db.Set<Segment>().SingleAsync(segment => segment.Id == segmentId, Cancellation);
                var before = SegmentRecord.Of(segment);
                segment.Rules = SegmentRules.Write(rules);
                SegmentRecord.Append(change, segment, "edited", "rules changed", before, SegmentRecord.Of(segment));
                return segment.Revision;
            },
            Cancellation)).Error.ShouldBeNull();

    private static IServiceCollection Services(DatabaseOptions database, FakeTimeProvider clock)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddCore(database);

        // Nothing here is secret, and many people are made.
        return services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
    }

    private async Task PopulateAsync(Versioning versioning)
    {
        var now = Clock.Now();
        await using (var db = Open())
        {
            var project = new Project { Name = "Shop", NameFolded = "shop", Slug = "shop", CreatedAt = now };
            db.Add(project);
            await db.SaveChangesAsync(Cancellation);
            ProjectId = project.Id;
            EnvironmentId = await AddEnvironmentAsync(db, "Production", versioning);
            var feature = new Feature
            {
                ProjectId = ProjectId,
                Name = "checkout_button",
                NameFolded = "checkout_button",
                ValueType = FlagValueType.String,
                InitialValue = "classic",
                NextOrdinal = 4,
                CreatedAt = now,
            };
            db.Add(feature);
            await db.SaveChangesAsync(Cancellation);
            FeatureId = feature.Id;
            var variants = new[] { "big", "bigger", "biggest" }.Select((key, index) => new Variant
            {
                FeatureId = FeatureId,
                Key = key,
                Value = key,
                Ordinal = index + 1,
                Position = index,
            }).ToList();
            db.AddRange(variants);
            db.AddRange(Enum.GetValues<Role>().Select(role => new Person
            {
                UserName = $"{role}@test.local",
                Email = $"{role}@test.local",
                DisplayName = $"{role}",
                SearchText = Person.Search($"{role}", $"{role}@test.local"),
                CreatedAt = now,
            }));
            await db.SaveChangesAsync(Cancellation);
            Variants = [.. variants.Select(variant => variant.Id)];
            foreach (var role in Enum.GetValues<Role>())
            {
                var person = await db.Set<Person>().SingleAsync(user => user.Email == $"{role}@test.local", Cancellation);
                db.Add(new ProjectMember { ProjectId = ProjectId, PersonId = person.Id, Role = role });
            }

            await db.SaveChangesAsync(Cancellation);
        }

        Manager = await AccessAsync(Role.ProductManager);
        (await Get<UnitOfWork>().InEnvironmentAsync<int>(
            Manager,
            EnvironmentId,
            Permission.EditFlags,
            async change =>
            {
                await FlagWriter.CreateAsync(change, [new NewFlag(EnvironmentId, FeatureId, Enabled: true, "classic")]);
                return 1;
            },
            Cancellation)).Error.ShouldBeNull();
    }

    /// <summary>Three records of one thing of the project, sixty days old.</summary>
    public async Task AddOldRecordsAsync()
    {
        await using var db = Open();
        db.AddRange(Enumerable.Range(1, 3).Select(number => new AuditRecord
        {
            ProjectId = ProjectId,
            Kind = AuditKind.Feature,
            ObjectKey = "feature:999",
            Number = number,
            ObjectName = "old",
            ObjectNameFolded = "old",
            Action = "edited",
            Summary = "changed",
            ActorKind = ActorKind.System,
            ActorName = "System",
            At = Clock.GetUtcNow() - TimeSpan.FromDays(60),
        }));
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<int> AddEnvironmentAsync(AppDbContext db, string name, Versioning versioning)
    {
        var environment = new ProjectEnvironment
        {
            ProjectId = ProjectId,
            Name = name,
            Slug = Slug.From(name),
            HashKey = $"key_{name}",
            Versioning = versioning,
            CreatedAt = Clock.Now(),
            UpdatedAt = Clock.Now(),
        };
        db.Add(environment);
        await db.SaveChangesAsync(Cancellation);
        return environment.Id;
    }
}
