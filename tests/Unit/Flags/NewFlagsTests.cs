using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>Many flags that come into an environment at once.</summary>
public abstract class NewFlagsTests(DatabaseProvider provider) : WorldTests(provider)
{
    private const int More = 5;

    private ProjectAccess _administrator = null!;

    public sealed class OnSqlite() : NewFlagsTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : NewFlagsTests(DatabaseProvider.Postgres);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _administrator = await World.AccessAsync(Role.Administrator);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ANewEnvironment_TakesTheSameCommands_ForOneFlagAndForHundreds(bool copies)
    {
        var one = await CommandsOfCreationAsync("One", copies);
        await AddFeaturesAsync(400);
        if (copies)
        {
            await IntoTheWorldsEnvironmentAsync();
        }

        (await CommandsOfCreationAsync("Hundreds", copies)).ShouldBe(one);
    }

    [Fact]
    public async Task ANewEnvironmentOfAThousandFlags_TakesOneMoreCommand_ForEachBatch()
    {
        var few = await CommandsOfCreationAsync("Few", copies: false);
        await AddFeaturesAsync(CreateFeature.MaxFeatures - 1);

        (await CommandsOfCreationAsync("Many", copies: false)).ShouldBe(few + (CreateFeature.MaxFeatures / NewFlagRows.MostAtOnce) - 1);
    }

    [Fact]
    public async Task ANewFeature_TakesOfEachEnvironmentNoMoreThanItsLock()
    {
        var few = await CommandsOfFeatureAsync("few");
        await AddEnvironmentsAsync();

        (await CommandsOfFeatureAsync("many")).ShouldBe(few + (2 * More));
    }

    [Fact]
    public async Task ANewVariantWithAShare_TakesOfEachEnvironmentNoMoreThanItsLockAndItsSave()
    {
        var few = await CommandsOfVariantAsync("few");
        await AddEnvironmentsAsync();

        (await CommandsOfVariantAsync("many")).ShouldBe(few + (3 * More));
        await using var db = World.Open();
        (await FlagReader.ListEverywhereAsync(db, World.FeatureId, Cancellation)).OrderBy(flag => flag.EnvironmentId)
            .Select(flag => flag.Default.Allocated).ShouldBe([200, .. Enumerable.Repeat(100, More)]);
    }

    [Theory]
    [InlineData(Versioning.V1)]
    [InlineData(Versioning.V2)]
    public async Task EachFlag_HasItsFirstVersion_ASeedOfItsOwn_AndItsValue(Versioning versioning)
    {
        string?[] values = ["plain", null, "it's {0} and \"{1}\"; DROP TABLE features; --", "", "größer\nals 🙂"];
        var features = await AddFeaturesAsync(values.Length, index => values[index]);

        var made = (await CreateAsync(World.Get<CreateEnvironment>(), "Staging", versioning, copyFrom: null)).Value;

        await using var db = World.Open();
        var flags = (await FlagReader.ListAsync(db, made.Id, features, Cancellation)).OrderBy(flag => flag.FeatureId).ToList();
        flags.Select(flag => flag.Default.Value).ShouldBe(values);
        flags.Select(flag => flag.Default.Enabled).ShouldBe([true, false, true, false, true]);
        flags.Select(flag => (flag.Version.Number, flag.Version.FlagRevision, flag.Head.Revision, flag.Default.ChangedAtRevision, flag.Default.Rank))
            .Distinct().ShouldBe([(1, 1, 1, 1, 0)]);
        flags.Select(flag => (flag.Version.PublishedAt, flag.Version.PublishedBy)).Distinct()
            .ShouldBe([(World.Clock.Now(), "Administrator")]);
        flags.Select(flag => flag.Default.Scope.Seed - flags[0].Default.Scope.Seed).ShouldBe([0, 1, 2, 3, 4], "In the order of the features.");
        (await db.Set<FlagScope>().Select(scope => scope.Uuid).Distinct().CountAsync(Cancellation)).ShouldBe(await db.Set<FlagScope>().CountAsync(Cancellation));
        var uuid = flags[2].Default.Scope.Uuid;
        (await db.Set<FlagScope>().SingleAsync(scope => scope.Uuid == uuid, Cancellation)).Id.ShouldBe(flags[2].Default.Scope.Id);
    }

    [Theory]
    [InlineData(Versioning.V1)]
    [InlineData(Versioning.V2)]
    public async Task ACopy_HasTheLiveDefaults_AndIsEditedLikeAnyOther(Versioning versioning)
    {
        await World.AllocateDefaultAsync(1_000, 0, 2_500);
        var made = (await CreateAsync(World.Get<CreateEnvironment>(), "Copy", versioning, World.EnvironmentId)).Value;

        (await World.Get<ChangeDefault>().RunAsync(
            new(World.Manager, made.Id, World.FeatureId, new() { Enabled = false }), Cancellation)).Error.ShouldBeNull();

        await using var db = World.Open();
        var flag = (await FlagReader.FindAsync(db, made.Id, World.FeatureId, Cancellation))!;
        flag.Default.Allocations.ShouldBe([new(World.Variants[0], new(1_000)), new(World.Variants[2], new(2_500))]);
        (flag.Default.Enabled, flag.Default.Value, flag.Version.Number).ShouldBe((false, "classic", versioning is Versioning.V2 ? 2 : 1));
    }

    private async Task<int> CommandsOfCreationAsync(string name, bool copies)
    {
        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new MadeContexts(() => Database.CreateDbContext(counted)));
        (await CreateAsync(process.GetRequiredService<CreateEnvironment>(), name, Versioning.V2, copies ? World.EnvironmentId : null)).Error.ShouldBeNull();

        // Each environment of the project is locked, and knows when it was changed; what else was sent is for the flags.
        return counted.Commands.Count(command => !command.Contains("UPDATE environments", StringComparison.Ordinal)
            && !command.Contains("FROM \"environments\"", StringComparison.Ordinal) && !command.Contains("FROM environments", StringComparison.Ordinal));
    }

    private async Task<int> CommandsOfFeatureAsync(string name)
    {
        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new MadeContexts(() => Database.CreateDbContext(counted)));
        (await process.GetRequiredService<CreateFeature>().RunAsync(new(World.Manager, name, FlagValueType.String), Cancellation)).Error.ShouldBeNull();
        return counted.Commands.Count;
    }

    private async Task<int> CommandsOfVariantAsync(string key)
    {
        var counted = new CountedCommands();
        await using var process = World.AnotherProcess(new MadeContexts(() => Database.CreateDbContext(counted)));
        (await process.GetRequiredService<AddVariant>().RunAsync(
            new(World.Manager, World.FeatureId, key, key) { DefaultShare = new(100) }, Cancellation)).Error.ShouldBeNull();
        return counted.Commands.Count;
    }

    private async Task AddEnvironmentsAsync()
    {
        for (var number = 0; number < More; number++)
        {
            (await CreateAsync(World.Get<CreateEnvironment>(), $"Place {number}", Versioning.V2, copyFrom: null)).Error.ShouldBeNull();
        }
    }

    private Task<Result<EnvironmentInfo>> CreateAsync(CreateEnvironment create, string name, Versioning versioning, int? copyFrom)
        => create.RunAsync(new(_administrator, new(name, versioning, false), copyFrom), Cancellation);

    private async Task<List<int>> AddFeaturesAsync(int count, Func<int, string?>? value = null)
    {
        await using var db = World.Open();
        var features = Enumerable.Range(0, count).Select(index => new Feature
        {
            ProjectId = World.ProjectId,
            Name = $"flag_{index}",
            NameFolded = $"flag_{index}",
            ValueType = FlagValueType.String,
            InitialValue = value?.Invoke(index),
            DefaultEnabled = index % 2 == 0,
            NextOrdinal = 1,
            CreatedAt = World.Clock.Now(),
        }).ToList();
        db.AddRange(features);
        await db.SaveChangesAsync(Cancellation);
        return [.. features.Select(feature => feature.Id)];
    }

    private async Task IntoTheWorldsEnvironmentAsync()
    {
        await using var db = World.Open();
        var others = await db.Set<Feature>().Where(feature => feature.Id != World.FeatureId).Select(feature => feature.Id).ToListAsync(Cancellation);
        (await World.Get<UnitOfWork>().InEnvironmentAsync<int>(
            World.Manager,
            World.EnvironmentId,
            Permission.EditFlags,
            async change =>
            {
                await FlagWriter.CreateAsync(change, [.. others.Select(id => new NewFlag(World.EnvironmentId, id, Enabled: true, "copied"))]);
                return 1;
            },
            Cancellation)).Error.ShouldBeNull();
    }
}
