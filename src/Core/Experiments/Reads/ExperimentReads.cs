using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Conflicts;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Traffic;
using ExperimentAdmin.Core.Experiments.Views;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>Shows experiments. Every answer is made of one consistent moment.</summary>
public sealed class ExperimentReads(IDbContextFactory<AppDbContext> contexts, IFlagTraffic traffic, TimeProvider clock)
{
    /// <summary>
    /// One page of the environment's experiments, the counts of their statuses and the caller's unfinished wizards, in at
    /// most three queries, and one more each for their traffic and for a search that may be partial. What needs attention is found
    /// out of all that are not completed, in three more.
    /// </summary>
    public async Task<ExperimentList> ListAsync(
        ProjectAccess access, int environmentId, ExperimentListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var (narrowed, isPartial) = await NarrowedAsync(db, access, environmentId, query, cancellationToken);
        var (counts, drafts) = query is { WithDrafts: true, IsNarrowed: false }
            ? await ExperimentQueries.CountWithDraftsAsync(db, access, environmentId, cancellationToken)
            : (await ExperimentQueries.CountAsync(db, access, environmentId, query.IsNarrowed ? narrowed : null, cancellationToken), []);
        var rows = await ExperimentQueries.PageAsync(db, access, environmentId, narrowed, query, cancellationToken);
        var total = counts.Where(count => query.Statuses.Count == 0 || query.Statuses.Contains(count.Key)).Sum(count => count.Value);
        return new ExperimentList(
            new Page<ExperimentItem>(await ItemsAsync(db, environmentId, rows, query, cancellationToken), total, query.Page, query.Size), counts, drafts)
        {
            IsPartialMatch = isPartial && counts.Values.Any(count => count > 0),
            SavedView = query.WithSavedView
                ? await SaveView.Of(db, access).Select(view => view.Query).SingleOrDefaultAsync(cancellationToken)
                : null,
        };
    }

    private async Task<(IQueryable<Experiment> Found, bool IsPartial)> NarrowedAsync(
        AppDbContext db, ProjectAccess access, int environmentId, ExperimentListQuery query, CancellationToken cancellationToken)
    {
        var listed = ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.ArchivedAt == null);
        var narrowed = ExperimentFilter.Narrowed(db, access, listed, query);
        if (query.NeedsAttention)
        {
            var active = await AttentionQueries.ActiveAsync(db, traffic, access, environmentId, clock.Now(), cancellationToken);
            var ids = active.Where(row => row.Item.Attention is not null).Select(row => row.Item.Id).ToList();
            narrowed = narrowed.Where(experiment => ids.Contains(experiment.Id));
        }

        return await ExperimentFilter.SearchAsync(db, narrowed, query.Search, query.WithPartialMatches, cancellationToken);
    }

    private async Task<IReadOnlyList<ExperimentItem>> ItemsAsync(
        AppDbContext db, int environmentId, IReadOnlyList<ExperimentRow> rows, ExperimentListQuery query, CancellationToken cancellationToken)
    {
        if (query.WithSignals)
        {
            return await AttentionQueries.ItemsAsync(db, traffic, environmentId, rows, clock.Now(), cancellationToken);
        }

        var parts = await ExperimentQueries.PartsAsync(db, environmentId, rows, cancellationToken);
        return [.. rows.Select(row => Item(row, parts))];
    }

    /// <summary>When applications asked for the flag of an experiment last; null when there is no such experiment.</summary>
    public async Task<FlagTraffic?> TrafficAsync(
        ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var flags = await ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Id == id)
            .Select(experiment => experiment.FeatureId).ToListAsync(cancellationToken);
        return (await traffic.FindAsync(db, environmentId, flags, cancellationToken)).Values.SingleOrDefault();
    }

    /// <summary>One experiment of the environment; null when there is none.</summary>
    public async Task<ExperimentView?> FindAsync(
        ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await FindAsync(db, access, environmentId, id, cancellationToken);
    }

    /// <summary>The same inside a change, with what the change has written so far.</summary>
    internal static async Task<ExperimentView?> FindAsync(
        AppDbContext db, ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken)
    {
        var found = await ExperimentQueries.Rows(
                db, ExperimentQueries.Of(db, access, environmentId).Where(experiment => experiment.Id == id))
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var experiment = found.Experiment;
        var flag = await FlagReader.FindAsync(db, environmentId, experiment.FeatureId, cancellationToken)
            ?? throw new InvalidOperationException($"Feature {experiment.FeatureId} has no states in environment {environmentId}.");
        var all = await db.Set<Variant>().Where(variant => variant.FeatureId == experiment.FeatureId).ToListAsync(cancellationToken);
        var variants = all.Where(variant => variant.DeletedAt is null).ToList();
        var around = await SurroundingsAsync(db, environmentId, [flag], variants, cancellationToken);
        var before = SharesText.Read(experiment.DefaultBefore);
        var item = Item(found, RolloutSources.Of(flag, all));
        return new ExperimentView
        {
            Item = item,
            LastServed = await LastServedRollout.LastAsync(db, item, cancellationToken),
            PausedAt = item.Status is ExperimentStatus.Paused ? experiment.StatusSince : null,
            Default = ServedState.Of(flag.Default, variants),
            DefaultBefore = before is { Count: > 0 } ? ServedAllocation.Of(before, variants) : null,
            DefaultReturns = before is { Count: > 0 } && RolloutWriter.DefaultIsUntouched(experiment, flag),
            Outranking = around.Outranking(flag, variants),
            IdentityOverrides = around.IdentityOverrides(flag.FeatureId),
            Disturbances = await DisturbanceQueries.ListAsync(db, id, cancellationToken),
            UndoRefusal = item.Status is ExperimentStatus.Completed ? await UndoRefusal.FindAsync(db, experiment, found.End, cancellationToken) : null,
        };
    }

    /// <summary>What decides who gets what in an experiment; null while it has no rollout, or parts of that are missing.</summary>
    public async Task<RolloutSalts?> SaltsAsync(
        ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await (
            from experiment in ExperimentQueries.Of(db, access, environmentId)
            where experiment.Id == id
            join environment in db.Set<ProjectEnvironment>() on experiment.EnvironmentId equals environment.Id
            join segment in db.Set<Segment>() on experiment.SegmentId equals (int?)segment.Id
            where segment.DeletedAt == null
            join scope in db.Set<FlagScope>()
                on new { experiment.EnvironmentId, experiment.FeatureId, experiment.SegmentId }
                equals new { scope.EnvironmentId, scope.FeatureId, scope.SegmentId }
            select new RolloutSalts(segment.Id, scope.Seed, environment.HashKey)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The project's flags for the wizard, those that can be chosen first, each with the reason when it cannot.</summary>
    public async Task<Page<FlagChoice>> ChooseFlagAsync(
        ProjectAccess access, int environmentId, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var features = ExperimentQueries.Choosable(db, access, environmentId)
            .WithWords(query.Search, row => row.Feature.NameFolded, row => row.Feature.Tags);
        var total = await features.CountAsync(cancellationToken);
        var page = await features
            .OrderBy(row => row.Holder != null || !row.HasVariants)
            .ThenBy(row => row.Feature.NameFolded)
            .Skip(query.Skip).Take(query.Size).ToListAsync(cancellationToken);
        return new Page<FlagChoice>(await ChoicesAsync(db, environmentId, page, cancellationToken), total, query.Page, query.Size);
    }

    /// <summary>One flag as the wizard shows it; null when the project has none such.</summary>
    public async Task<FlagChoice?> FindFlagAsync(
        ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var rows = await ExperimentQueries.Choosable(db, access, environmentId)
            .Where(row => row.Feature.Id == featureId).ToListAsync(cancellationToken);
        return (await ChoicesAsync(db, environmentId, rows, cancellationToken)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<FlagChoice>> ChoicesAsync(
        AppDbContext db, int environmentId, IReadOnlyList<ChoosableRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Feature.Id).ToList();
        var flags = (await FlagReader.ListAsync(db, environmentId, ids, cancellationToken)).ToDictionary(flag => flag.FeatureId);
        var variants = await db.Set<Variant>()
            .Where(variant => ids.Contains(variant.FeatureId) && variant.DeletedAt == null).ToListAsync(cancellationToken);
        var around = await SurroundingsAsync(db, environmentId, [.. flags.Values], variants, cancellationToken);
        return [.. rows.Where(row => flags.ContainsKey(row.Feature.Id)).Select(row =>
        {
            var (feature, flag) = (row.Feature, flags[row.Feature.Id]);
            var own = variants.Where(variant => variant.FeatureId == feature.Id).ToList();
            var refusal = row.Holder is { } holder ? ExperimentErrors.FlagTaken(feature.Name, holder, row.HolderStatus!.Value)
                : own.Count == 0 ? ExperimentErrors.FlagNotMultivariate(feature.Name)
                : null;
            return new FlagChoice(
                feature.Id, feature.Name, feature.Description, feature.ValueType, ExperimentArms.Of(own, flag.Default.Value),
                ServedState.Of(flag.Default, own), around.Outranking(flag, own), around.IdentityOverrides(feature.Id), flag.Head.Revision, refusal);
        })];
    }

    internal static ExperimentItem Item(ExperimentRow row, RolloutSources parts)
    {
        var experiment = row.Experiment;
        var own = experiment.SegmentId is { } segmentId ? parts.State(experiment.FeatureId, segmentId) : null;
        var variants = parts.Variants(experiment.FeatureId, own);
        var reading = RolloutParts.Read(
            row.Segment, row.Segment is null ? null : RolloutSegment.Percentage(SegmentRules.TryRead(row.Segment.Rules)), experiment.SegmentId, own, variants);
        var served = parts.Default(experiment.FeatureId);
        return new ExperimentItem(
            experiment.Id, experiment.Name, row.FlagName, experiment.FeatureId, experiment.Status, experiment.Revision,
            experiment.CreatedAt, experiment.CreatedBy, experiment.StartedAt, experiment.StartedBy, experiment.EndedAt, reading,
            ExperimentArms.Of(variants, reading.State is { } state ? state.ControlValue : served?.Value))
        {
            Hypothesis = experiment.Hypothesis,
            Description = experiment.Description,
            Tags = TagRules.Read(experiment.Tags),
            Owner = row.OwnerName is { } name ? new OwnerItem(experiment.OwnerId!.Value, name) : null,
            Phase = experiment.Phase,
            UpdatedAt = experiment.UpdatedAt,
            ValueType = row.ValueType,
            InitialValue = row.InitialValue,
            PlannedDays = experiment.PlannedDays,
            Outcome = ExperimentOutcome.Of(row.End),
            ArchivedAt = experiment.ArchivedAt,
            StoppedBy = experiment.StoppedBy,
            IsOutranked = row.IsOutranked,
            Default = served is null ? null : ServedState.Of(served, variants),
        };
    }

    private static async Task<Surroundings> SurroundingsAsync(
        AppDbContext db, int environmentId, IReadOnlyList<LiveFlag> flags, List<Variant> variants, CancellationToken cancellationToken)
    {
        var features = flags.Select(flag => flag.FeatureId).ToList();
        var segments = flags.SelectMany(flag => flag.HandMade).Select(state => state.Scope.SegmentId!.Value).Distinct().ToList();
        var names = segments.Count == 0
            ? []
            : await db.Set<Segment>().Where(segment => segments.Contains(segment.Id))
                .ToDictionaryAsync(segment => segment.Id, segment => segment.Name, cancellationToken);
        var identities = await db.Set<IdentityOverride>()
            .Where(entry => entry.EnvironmentId == environmentId && features.Contains(entry.FeatureId))
            .GroupBy(entry => entry.FeatureId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new Surroundings(names, identities);
    }

    private sealed class Surroundings(Dictionary<int, string> segments, Dictionary<int, int> identities)
    {
        public IReadOnlyList<OutrankingOverride> Outranking(LiveFlag flag, IReadOnlyList<Variant> variants)
            => [.. flag.HandMade.Select(state => new OutrankingOverride(
                state.Scope.SegmentId!.Value, segments.GetValueOrDefault(state.Scope.SegmentId!.Value, "deleted segment"), ServedState.Of(state, variants)))];

        public int IdentityOverrides(int featureId) => identities.GetValueOrDefault(featureId);
    }
}
