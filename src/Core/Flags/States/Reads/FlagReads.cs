using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.States.Reads;

/// <summary>Shows flags. Every answer is made of one consistent moment.</summary>
public sealed class FlagReads(IDbContextFactory<AppDbContext> contexts, IFlagGuard guard)
{
    private const string DeletedSegment = "deleted segment";

    /// <summary>One page of an environment's flags, and how many each filter would show.</summary>
    public async Task<FlagList> ListAsync(
        ProjectAccess access, int environmentId, FlagListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var searched = FlagQueries.Searched(FlagQueries.Of(db, access, environmentId), query.Search);
        var counts = await FlagQueries.CountAsync(db, searched, cancellationToken);
        var features = await FlagQueries.Sorted(FlagQueries.Filtered(db, searched, query.Filter), query)
            .Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        var around = await FlagSurroundings.LoadAsync(
            db, guard, environmentId, [.. features.Select(feature => feature.Id)], cancellationToken);
        var owners = await Owners.ListAsync(db, access.ProjectId, features.Select(feature => feature.OwnerId), cancellationToken);
        return new FlagList(
            new Page<FlagItem>([.. features.Select(feature => Item(feature, around, owners))], counts[query.Filter], query.Page, query.Size), counts);
    }

    /// <summary>One flag of an environment by its name, whatever its case; null when there is none.</summary>
    public async Task<FlagView?> FindAsync(
        ProjectAccess access, int environmentId, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(name);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var folded = TextFold.Fold(name);
        return await FindAsync(
            db, access, environmentId, FlagQueries.Of(db, access, environmentId).Where(feature => feature.NameFolded == folded), cancellationToken);
    }

    /// <summary>One flag of an environment; null when there is none.</summary>
    public async Task<FlagView?> FindAsync(
        ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await FindAsync(
            db, access, environmentId, FlagQueries.Of(db, access, environmentId).Where(feature => feature.Id == featureId), cancellationToken);
    }

    /// <summary>Which of an environment's flags has a name, whatever its case, or an id; null when none has.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="environmentId">Where.</param>
    /// <param name="name">The name; null to ask for the id.</param>
    /// <param name="featureId">The id; asked for without a name.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The flag's id.</returns>
    public async Task<int?> FindIdAsync(
        ProjectAccess access, int environmentId, string? name, int? featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var folded = name is null ? null : TextFold.Fold(name);
        return await FlagQueries.Of(db, access, environmentId)
            .Where(feature => folded == null ? feature.Id == featureId : feature.NameFolded == folded)
            .Select(feature => (int?)feature.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The segment overrides that people made of a flag in an environment, the one that wins first.</summary>
    public async Task<IReadOnlyList<OverridePosition>> OverridesAsync(
        ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await FlagQueries.Of(db, access, environmentId).AnyAsync(feature => feature.Id == featureId, cancellationToken)
            || await FlagReader.FindAsync(db, environmentId, featureId, cancellationToken) is not { } flag)
        {
            return [];
        }

        var names = await SegmentNamesAsync(db, flag, cancellationToken);
        return [.. flag.HandMade.Select(state => new OverridePosition(
            state.Scope.Id,
            state.Scope.Uuid,
            state.Scope.SegmentId!.Value,
            names.GetValueOrDefault(state.Scope.SegmentId.Value, DeletedSegment),
            state.Rank))];
    }

    /// <summary>Which of some ids are those of overrides that people made, or once made, anywhere in the project.</summary>
    public async Task<IReadOnlySet<int>> OverrideIdsAsync(ProjectAccess access, OverrideIdQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Set<FlagScope>()
            .Where(scope => query.Ids.Contains(scope.Id) && db.Set<Segment>().Any(segment
                => segment.Id == scope.SegmentId && segment.ProjectId == access.ProjectId && segment.ExperimentId == null))
            .Select(scope => scope.Id).ToListAsync(cancellationToken)).ToHashSet();
    }

    /// <summary>Where a flag is used, in every environment of its project; null when there is no such flag.</summary>
    public async Task<FlagUses?> WhereUsedAsync(ProjectAccess access, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await db.Set<Feature>().AnyAsync(
            feature => feature.Id == featureId && feature.ProjectId == access.ProjectId && feature.DeletedAt == null, cancellationToken))
        {
            return null;
        }

        var environments = await db.Set<ProjectEnvironment>()
            .Where(environment => environment.ProjectId == access.ProjectId && environment.DeletedAt == null)
            .OrderBy(environment => environment.Id).ToListAsync(cancellationToken);
        var flags = (await FlagReader.ListEverywhereAsync(db, featureId, cancellationToken)).ToDictionary(flag => flag.EnvironmentId);
        var segments = await db.Set<Segment>()
            .Where(segment => segment.ProjectId == access.ProjectId && segment.ExperimentId == null
                && db.Set<FlagScope>().Any(scope => scope.FeatureId == featureId && scope.SegmentId == segment.Id))
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, cancellationToken);
        var identities = await db.Set<IdentityOverride>().Where(entry => entry.FeatureId == featureId)
            .GroupBy(entry => entry.EnvironmentId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var holders = await guard.HoldersAsync(db, [featureId], cancellationToken);
        return new FlagUses([.. environments.Where(environment => flags.ContainsKey(environment.Id))
            .Select(environment => new FlagUses.InEnvironment(
                environment.Id,
                environment.Name,
                environment.Slug,
                flags[environment.Id].Default.Enabled,
                [.. flags[environment.Id].HandMade.Select(state => segments.GetValueOrDefault(state.Scope.SegmentId!.Value, DeletedSegment))],
                identities.GetValueOrDefault(environment.Id),
                holders.FirstOrDefault(holder => holder.EnvironmentId == environment.Id)))]);
    }

    private static Task<Dictionary<int, string>> SegmentNamesAsync(AppDbContext db, LiveFlag flag, CancellationToken cancellationToken)
    {
        var segments = flag.HandMade.Select(state => state.Scope.SegmentId!.Value).ToList();
        return db.Set<Segment>().Where(segment => segments.Contains(segment.Id))
            .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, cancellationToken);
    }

    private async Task<FlagView?> FindAsync(
        AppDbContext db, ProjectAccess access, int environmentId, IQueryable<Feature> features, CancellationToken cancellationToken)
    {
        if (await features.SingleOrDefaultAsync(cancellationToken) is not { } feature)
        {
            return null;
        }

        var around = await FlagSurroundings.LoadAsync(db, guard, environmentId, [feature.Id], cancellationToken);
        var flag = around.Flag(feature.Id);
        var owners = await Owners.ListAsync(db, feature.ProjectId, [feature.OwnerId], cancellationToken);
        return View(access, feature, flag, around, owners, await SegmentNamesAsync(db, flag, cancellationToken));
    }

    private static FlagItem Item(Feature feature, FlagSurroundings around, IReadOnlyDictionary<int, OwnerItem> owners)
    {
        var (flag, variants) = (around.Flag(feature.Id), around.Variants(feature.Id));
        return new FlagItem
        {
            FeatureId = feature.Id,
            Name = feature.Name,
            Description = feature.Description,
            Tags = TagRules.Read(feature.Tags),
            Owner = owners.GetValueOrDefault(feature.OwnerId ?? 0),
            ValueType = feature.ValueType,
            ServerKeyOnly = feature.ServerKeyOnly,
            IsArchived = feature.ArchivedAt is not null,
            CreatedAt = feature.CreatedAt,
            Variants = VariantView.Of(variants),
            Default = ServedState.Of(flag.Default, variants),
            Overrides = flag.HandMade.Count(),
            IdentityOverrides = around.IdentityOverrides(feature.Id),
            Experiment = around.Holder(feature.Id),
            Revision = flag.Head.Revision,
        };
    }

    private static FlagView View(
        ProjectAccess access, Feature feature, LiveFlag flag, FlagSurroundings around, IReadOnlyDictionary<int, OwnerItem> owners, Dictionary<int, string> segments)
    {
        var (variants, holder) = (around.Variants(feature.Id), around.Holder(feature.Id));
        return new FlagView
        {
            FeatureId = feature.Id,
            Name = feature.Name,
            Description = feature.Description,
            Tags = TagRules.Read(feature.Tags),
            Owner = owners.GetValueOrDefault(feature.OwnerId ?? 0),
            ValueType = feature.ValueType,
            InitialValue = feature.InitialValue,
            DefaultEnabled = feature.DefaultEnabled,
            ServerKeyOnly = feature.ServerKeyOnly,
            IsArchived = feature.ArchivedAt is not null,
            CreatedAt = feature.CreatedAt,
            FeatureRevision = feature.Revision,
            Revision = flag.Head.Revision,
            Version = flag.Version.Number,
            Variants = VariantView.Of(variants),
            Default = ServedState.Of(flag.Default, variants),
            Overrides = [.. flag.HandMade.Select(state => new OverrideView(
                state.Scope.SegmentId!.Value,
                segments.GetValueOrDefault(state.Scope.SegmentId.Value, DeletedSegment),
                ServedState.Of(state, variants)))],
            Rollout = holder?.SegmentId is { } segmentId && flag.OverrideOf(segmentId) is { } rollout
                ? new RolloutOverrideView(holder, ServedState.Of(rollout, variants))
                : null,
            IdentityOverrides = around.IdentityOverrides(feature.Id),
            Experiment = holder,
            VariantsFrozenBy = around.VariantsFrozenBy(feature.Id, access),
        };
    }
}
