using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>The queries behind the list of experiments, written so that a page costs the same however long the list is.</summary>
internal static class ExperimentQueries
{
    private static readonly CompiledQuery<Func<AppDbContext, int, List<int>, IAsyncEnumerable<PartRow>>> s_parts = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, List<int> ids) =>
        from experiment in db.Set<Experiment>().AsNoTracking()
        where experiment.EnvironmentId == environmentId && ids.Contains(experiment.Id)
        join head in db.Set<FlagHead>() on new { experiment.EnvironmentId, experiment.FeatureId } equals new { head.EnvironmentId, head.FeatureId }
        join scope in db.Set<FlagScope>() on new { experiment.EnvironmentId, experiment.FeatureId } equals new { scope.EnvironmentId, scope.FeatureId }
        where scope.SegmentId == null || (experiment.SegmentId != null && scope.SegmentId == experiment.SegmentId)
        join state in db.Set<FlagStateRow>() on new { VersionId = head.LiveVersionId, ScopeId = scope.Id } equals new { state.VersionId, state.ScopeId }
        from variant in db.Set<Variant>().Where(variant => variant.FeatureId == head.FeatureId).DefaultIfEmpty()
        from share in db.Set<FlagAllocationRow>().Where(share => share.VersionId == state.VersionId && share.ScopeId == state.ScopeId
            && share.VariantId == variant!.Id).DefaultIfEmpty()
        select new PartRow { State = state, Scope = scope, Variant = variant, Share = share }));

    // The page that nearly everybody asks for, written out: a compiled query cannot be composed of the parts below.
    private static readonly CompiledQuery<Func<AppDbContext, int, int, int, int, IAsyncEnumerable<ExperimentRow>>> s_newest = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, int projectId, int skip, int take) =>
        from experiment in db.Set<Experiment>().AsNoTracking()
            .Where(experiment => experiment.EnvironmentId == environmentId && experiment.DeletedAt == null && experiment.ArchivedAt == null
                && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == projectId))
            .OrderByDescending(experiment => experiment.CreatedAt).ThenByDescending(experiment => experiment.Id)
            .Skip(skip).Take(take)
        join feature in db.Set<Feature>() on experiment.FeatureId equals feature.Id
        join segment in db.Set<Segment>() on experiment.SegmentId equals (int?)segment.Id into segments
        from segment in segments.DefaultIfEmpty()
        join owner in db.Set<Person>() on experiment.OwnerId equals (int?)owner.Id into owners
        from owner in owners.DefaultIfEmpty()
        join end in db.Set<ExperimentEnd>() on experiment.Id equals end.ExperimentId into ends
        from end in ends.DefaultIfEmpty()
        select new ExperimentRow
        {
            Experiment = experiment,
            FlagName = feature.Name,
            ValueType = feature.ValueType,
            InitialValue = feature.InitialValue,
            Segment = segment,
            End = end,

            // As Owners has it.
            OwnerName = owner!.DeactivatedAt == null
                && (owner.IsInstanceAdministrator
                    || db.Set<ProjectMember>().Any(member => member.ProjectId == feature.ProjectId && member.PersonId == owner.Id))
                ? owner.DisplayName
                : null,
        }));

    private static readonly CompiledQuery<Func<AppDbContext, int, int, IAsyncEnumerable<ExperimentCount>>> s_counts = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, int projectId) =>
        db.Set<ExperimentCount>().AsNoTracking().Where(count => count.EnvironmentId == environmentId
            && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == projectId))));

    /// <summary>The experiments of an environment that the caller may see.</summary>
    public static IQueryable<Experiment> Of(AppDbContext db, ProjectAccess access, int environmentId)
        => db.Set<Experiment>().Where(experiment => experiment.EnvironmentId == environmentId && experiment.DeletedAt == null
            && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId));

    /// <summary>The unfinished wizards of the caller alone.</summary>
    public static IQueryable<ExperimentDraft> DraftsOf(AppDbContext db, ProjectAccess access, int environmentId)
        => db.Set<ExperimentDraft>().Where(draft => draft.PersonId == access.Actor.Id && draft.EnvironmentId == environmentId
            && access.Actor.Kind == ActorKind.Person
            && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId));

    /// <summary>One page of the list.</summary>
    /// <param name="db">The database.</param>
    /// <param name="access">Grant for the project.</param>
    /// <param name="environmentId">The environment.</param>
    /// <param name="narrowed">What the query narrows to, whatever the status.</param>
    /// <param name="query">What to list.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<List<ExperimentRow>> PageAsync(
        AppDbContext db,
        ProjectAccess access,
        int environmentId,
        IQueryable<Experiment> narrowed,
        ExperimentListQuery query,
        CancellationToken cancellationToken)
    {
        if (query is { WithSignals: false, Sort: ExperimentSort.Created, Descending: true, Statuses.Count: 0, IsNarrowed: false })
        {
            return await s_newest.On(db)(db, environmentId, access.ProjectId, query.Skip, query.Size).ToListAsync(cancellationToken);
        }

        var wanted = query.Statuses.Count == 0 ? narrowed : narrowed.Where(experiment => query.Statuses.Contains(experiment.Status));
        var rows = Rows(db, ExperimentOrder.Page(db, wanted, query));
        return query.WithSignals ? await WithSignalsAsync(db, rows, cancellationToken) : await rows.ToListAsync(cancellationToken);
    }

    private static async Task<List<ExperimentRow>> WithSignalsAsync(
        AppDbContext db, IQueryable<ExperimentRow> rows, CancellationToken cancellationToken)
    {
        var found = await rows.Select(row => new
        {
            Row = row,
            IsOutranked = db.Set<IdentityOverride>().Any(entry => entry.EnvironmentId == row.Experiment.EnvironmentId
                    && entry.FeatureId == row.Experiment.FeatureId)
                || (from head in db.Set<FlagHead>()
                    where head.EnvironmentId == row.Experiment.EnvironmentId && head.FeatureId == row.Experiment.FeatureId
                    join state in db.Set<FlagStateRow>() on head.LiveVersionId equals state.VersionId
                    join scope in db.Set<FlagScope>() on state.ScopeId equals scope.Id
                    where scope.SegmentId != null && state.Rank < OverrideRank.Rollout
                    select state).Any(),
        }).ToListAsync(cancellationToken);
        found.ForEach(row => row.Row.IsOutranked = row.IsOutranked);
        return [.. found.Select(row => row.Row)];
    }

    /// <summary>In one query, the kept counts of an environment and the caller's unfinished wizards, newest first.</summary>
    public static async Task<(IReadOnlyDictionary<ExperimentStatus, int> Counts, IReadOnlyList<DraftItem> Drafts)> CountWithDraftsAsync(
        AppDbContext db, ProjectAccess access, int environmentId, CancellationToken cancellationToken)
    {
        var counts = db.Set<ExperimentCount>().Where(count => count.EnvironmentId == environmentId);
        var rows = await (
            from environment in db.Set<ProjectEnvironment>()
            where environment.Id == environmentId && environment.ProjectId == access.ProjectId
            from draft in DraftsOf(db, access, environmentId).DefaultIfEmpty()
            orderby draft!.UpdatedAt descending
            select new
            {
                Draft = draft,
                Created = counts.Where(count => count.Status == ExperimentStatus.Created).Sum(count => count.Count),
                Running = counts.Where(count => count.Status == ExperimentStatus.Running).Sum(count => count.Count),
                Paused = counts.Where(count => count.Status == ExperimentStatus.Paused).Sum(count => count.Count),
                Completed = counts.Where(count => count.Status == ExperimentStatus.Completed).Sum(count => count.Count),
            }).ToListAsync(cancellationToken);
        var one = rows.FirstOrDefault();
        return (
            new Dictionary<ExperimentStatus, int>
            {
                [ExperimentStatus.Created] = one?.Created ?? 0,
                [ExperimentStatus.Running] = one?.Running ?? 0,
                [ExperimentStatus.Paused] = one?.Paused ?? 0,
                [ExperimentStatus.Completed] = one?.Completed ?? 0,
            },
            [.. rows.Where(row => row.Draft is not null).Select(row => DraftItem.Of(row.Draft!))]);
    }

    /// <summary>How many experiments have each status; kept numbers unless the list is narrowed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="access">Grant for the project.</param>
    /// <param name="environmentId">The environment.</param>
    /// <param name="narrowed">What the list is narrowed to; null when it is not.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<IReadOnlyDictionary<ExperimentStatus, int>> CountAsync(
        AppDbContext db, ProjectAccess access, int environmentId, IQueryable<Experiment>? narrowed, CancellationToken cancellationToken)
    {
        var found = narrowed is null
            ? (await s_counts.On(db)(db, environmentId, access.ProjectId).ToListAsync(cancellationToken)).ToDictionary(count => count.Status, count => count.Count)
            : await narrowed.GroupBy(experiment => experiment.Status).Select(group => new { Status = group.Key, Count = group.Count() })
                .ToDictionaryAsync(count => count.Status, count => count.Count, cancellationToken);
        return Enum.GetValues<ExperimentStatus>().ToDictionary(status => status, status => found.GetValueOrDefault(status));
    }

    /// <summary>
    /// Experiments with their flags and segments. By joins: asking for the first segment of each would make the database
    /// number all segments there are.
    /// </summary>
    public static IQueryable<ExperimentRow> Rows(AppDbContext db, IQueryable<Experiment> experiments)
        => from experiment in experiments
           join feature in db.Set<Feature>() on experiment.FeatureId equals feature.Id
           join segment in db.Set<Segment>() on experiment.SegmentId equals (int?)segment.Id into segments
           from segment in segments.DefaultIfEmpty()
           join owner in db.Set<Person>() on experiment.OwnerId equals (int?)owner.Id into owners
           from owner in owners.DefaultIfEmpty()
           join end in db.Set<ExperimentEnd>() on experiment.Id equals end.ExperimentId into ends
           from end in ends.DefaultIfEmpty()
           select new ExperimentRow
           {
               Experiment = experiment,
               FlagName = feature.Name,
               ValueType = feature.ValueType,
               InitialValue = feature.InitialValue,
               Segment = segment,
               End = end,

               // As Owners has it.
               OwnerName = owner!.DeactivatedAt == null
                   && (owner.IsInstanceAdministrator
                       || db.Set<ProjectMember>().Any(member => member.ProjectId == feature.ProjectId && member.PersonId == owner.Id))
                   ? owner.DisplayName
                   : null,
           };

    /// <summary>
    /// In one query, what a page of rollouts is reassembled from. Each experiment asks for its own override, so that those
    /// which past experiments left on the flag are not read. Deleted variants come too: see <see cref="RolloutSources.Variants"/>.
    /// </summary>
    public static async Task<RolloutSources> PartsAsync(
        AppDbContext db, int environmentId, IReadOnlyCollection<ExperimentRow> rows, CancellationToken cancellationToken)
    {
        var found = await s_parts.On(db)(db, environmentId, [.. rows.Select(row => row.Experiment.Id)]).ToListAsync(cancellationToken);
        var states = found.GroupBy(row => row.Scope.Id).Select(group => new ScopedState
        {
            Scope = group.First().Scope,
            Enabled = group.First().State.Enabled,
            Value = group.First().State.Value,
            Rank = group.First().State.Rank,

            // Two experiments of one flag both bring its environment default.
            Allocations = new SortedDictionary<int, BasisPoints>(group.Select(row => row.Share).OfType<FlagAllocationRow>()
                .DistinctBy(share => share.VariantId).ToDictionary(share => share.VariantId, share => share.BasisPoints)),
        });
        return new RolloutSources(states, found.Where(row => row.Variant is not null).Select(row => row.Variant!).DistinctBy(variant => variant.Id));
    }

    /// <summary>The project's features with what may stand in the way of an experiment.</summary>
    public static IQueryable<ChoosableRow> Choosable(AppDbContext db, ProjectAccess access, int environmentId)
        => from feature in db.Set<Feature>()
           where feature.ProjectId == access.ProjectId && feature.DeletedAt == null && feature.ArchivedAt == null
               && db.Set<ProjectEnvironment>().Any(environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId)
           from holder in db.Set<Experiment>().Where(experiment => experiment.FeatureId == feature.Id
               && experiment.EnvironmentId == environmentId && experiment.Status != ExperimentStatus.Completed
               && experiment.DeletedAt == null).DefaultIfEmpty()
           select new ChoosableRow
           {
               Feature = feature,
               HasVariants = db.Set<Variant>().Any(variant => variant.FeatureId == feature.Id && variant.DeletedAt == null),
               Holder = holder!.Name,
               HolderStatus = holder == null ? null : holder.Status,
           };

    private sealed class PartRow
    {
        public required FlagStateRow State { get; init; }

        public required FlagScope Scope { get; init; }

        public Variant? Variant { get; init; }

        public FlagAllocationRow? Share { get; init; }
    }
}
