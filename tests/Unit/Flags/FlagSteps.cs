using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What tests of flags do over and over.</summary>
internal static class FlagSteps
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A second environment with the world's flag in it.</summary>
    public static async Task<int> AddEnvironmentAsync(this World world, string name, Versioning versioning = Versioning.V1)
    {
        await using var db = world.Open();
        var environment = new ProjectEnvironment
        {
            ProjectId = world.ProjectId,
            Name = name,
            Slug = Slug.From(name),
            HashKey = $"key_{name}",
            Versioning = versioning,
            CreatedAt = world.Clock.Now(),
            UpdatedAt = world.Clock.Now(),
        };
        db.Add(environment);
        await db.SaveChangesAsync(Cancellation);
        (await world.Get<UnitOfWork>().InEnvironmentAsync<int>(
            world.Manager,
            environment.Id,
            Permission.EditFlags,
            async change =>
            {
                await FlagWriter.CreateAsync(change, [new NewFlag(environment.Id, world.FeatureId, Enabled: true, "classic")]);
                return 1;
            },
            Cancellation)).Error.ShouldBeNull();
        return environment.Id;
    }

    /// <summary>A segment that no flag serves anything yet.</summary>
    public static async Task<int> AddSegmentAsync(this World world, string name, int? experimentId = null, bool archived = false)
    {
        await using var db = world.Open();
        var id = await Counters.TakeAsync(db, Counters.Segments, 1, Cancellation);
        db.Add(new Segment
        {
            Id = id,
            ProjectId = world.ProjectId,
            Name = name,
            NameFolded = TextFold.Fold(name),
            Rules = SegmentRules.Write([new(RuleType.All, [new("plan", SegmentOperator.Equal, "pro")], [])]),
            ExperimentId = experimentId,
            CreatedAt = world.Clock.Now(),
            ArchivedAt = archived ? world.Clock.Now() : null,
        });
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    public static Task<Result<int>> ChangeDefaultAsync(
        this World world, StateChange state, ProjectAccess? access = null, int? revision = null, int? environmentId = null)
        => world.Get<ChangeDefault>().RunAsync(
            new(access ?? world.Manager, environmentId ?? world.EnvironmentId, world.FeatureId, state, revision), Cancellation);

    public static Task<Result<int>> PutOverrideAsync(this World world, int segmentId, StateChange? state = null, int? revision = null)
        => world.Get<PutSegmentOverride>().RunAsync(
            new(world.Manager, world.EnvironmentId, world.FeatureId, segmentId, state ?? new(), revision), Cancellation);

    public static Task<Result<int>> ForceAsync(
        this World world, string? identifier, int? variantId = null, string? value = null, bool enabled = true, int? revision = null,
        ProjectAccess? access = null, int? environmentId = null)
        => world.Get<PutIdentityOverride>().RunAsync(
            new(access ?? world.Manager, environmentId ?? world.EnvironmentId, world.FeatureId, identifier)
            {
                Enabled = enabled,
                VariantId = variantId,
                Value = value,
                ExpectedRevision = revision,
            },
            Cancellation);

    /// <summary>Shares of the world's variants, in their order.</summary>
    public static IReadOnlyList<VariantAllocation> Shares(this World world, params int[] shares)
        => [.. shares.Zip(world.Variants, (share, variant) => new VariantAllocation(variant, new BasisPoints(share)))];

    /// <summary>The records of an object, newest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> HistoryAsync(this World world, AuditKey key)
        => (await world.Get<AuditReads>().HistoryAsync(world.Manager, key, new ListQuery { Size = 100 }, Cancellation)).Items;

    public static Task<IReadOnlyList<AuditEntry>> FlagHistoryAsync(this World world)
        => world.HistoryAsync(AuditKey.Flag(world.EnvironmentId, world.FeatureId));

    public static Task<IReadOnlyList<AuditEntry>> FeatureHistoryAsync(this World world)
        => world.HistoryAsync(AuditKey.Feature(world.FeatureId));

    public static async Task<int> VersionCountAsync(this World world)
    {
        await using var db = world.Open();
        return await db.Set<FlagVersion>().CountAsync(
            version => version.EnvironmentId == world.EnvironmentId && version.FeatureId == world.FeatureId, Cancellation);
    }

    public static async Task<string> FingerprintAsync(this World world)
    {
        await using var db = world.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
