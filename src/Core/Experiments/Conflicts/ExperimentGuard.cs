using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.Storage;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Conflicts;

/// <summary>
/// Freezes the flag of a running or paused experiment for everybody but the experiment, and keeps what an experiment
/// that is not completed needs.
/// </summary>
internal sealed class ExperimentGuard : IFlagGuard
{
    public async Task<Error?> WhyFrozenAsync(
        AppDbContext db, ProjectAccess access, int environmentId, int featureId, CancellationToken cancellationToken)
        => await FirstAsync(
            db,
            Freezing(db, access).Where(experiment => experiment.FeatureId == featureId && experiment.EnvironmentId == environmentId),
            ExperimentErrors.Frozen,
            cancellationToken);

    public async Task<Error?> WhyVariantsFrozenAsync(AppDbContext db, ProjectAccess access, int featureId, CancellationToken cancellationToken)
        => await FirstAsync(
            db, Freezing(db, access).Where(experiment => experiment.FeatureId == featureId), ExperimentErrors.Frozen, cancellationToken);

    public Task DisturbAsync(
        AppDbContext db, int environmentId, int featureId, string identifier, DateTimeOffset at, string who, CancellationToken cancellationToken)
        => DisturbanceQueries.DisturbIdentityAsync(db, environmentId, featureId, identifier, at, who, cancellationToken);

    public async Task<Error?> WhyKeptAsync(AppDbContext db, FlagUse use, CancellationToken cancellationToken)
    {
        var active = db.Set<Experiment>().Where(experiment => experiment.Status != ExperimentStatus.Completed && experiment.DeletedAt == null
            && (use.EnvironmentId == null || experiment.EnvironmentId == use.EnvironmentId)
            && (use.FeatureId == null || experiment.FeatureId == use.FeatureId));
        if (use is not { FeatureId: { } featureId, VariantId: { } variantId })
        {
            return await FirstAsync(db, active, ExperimentErrors.InUse, cancellationToken);
        }

        // A variant is in the way only where a live override of an experiment gives it a share, or where the environment
        // default gets its share back when the experiment is over.
        var experiments = await active.AsNoTracking().Where(experiment => experiment.SegmentId != null).ToListAsync(cancellationToken);
        var flags = experiments.Count == 0 ? [] : (await FlagReader.ListEverywhereAsync(db, featureId, cancellationToken))
            .ToDictionary(flag => flag.EnvironmentId);
        return experiments.Find(experiment => flags.TryGetValue(experiment.EnvironmentId, out var flag)
                && (flag.OverrideOf(experiment.SegmentId!.Value)?.Of(variantId).Value > 0 || IsRemembered(experiment, flag, variantId))) is { } holder
            ? await FirstAsync(db, active.Where(candidate => candidate.Id == holder.Id), ExperimentErrors.InUse, cancellationToken)
            : null;
    }

    public async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<int, BasisPoints>>> TakenAsync(
        AppDbContext db, int environmentId, CancellationToken cancellationToken)
    {
        var holders = await db.Set<Experiment>().AsNoTracking()
            .Where(experiment => experiment.EnvironmentId == environmentId && experiment.DeletedAt == null
                && experiment.Status != ExperimentStatus.Completed && experiment.DefaultBefore != null)
            .ToDictionaryAsync(experiment => experiment.FeatureId, cancellationToken);
        var flags = await FlagReader.ListAsync(db, environmentId, holders.Keys, cancellationToken);
        return flags.Where(flag => RolloutWriter.DefaultIsUntouched(holders[flag.FeatureId], flag)).ToDictionary(
            flag => flag.FeatureId,
            IReadOnlyDictionary<int, BasisPoints> (flag) => SharesText.Read(holders[flag.FeatureId].DefaultBefore) ?? []);
    }

    public Task<IReadOnlyList<FlagExperiment>> HoldersAsync(
        AppDbContext db, IReadOnlyCollection<int> featureIds, CancellationToken cancellationToken)
        => ListAsync(
            db,
            db.Set<Experiment>().Where(experiment => featureIds.Contains(experiment.FeatureId) && experiment.DeletedAt == null
                && experiment.Status != ExperimentStatus.Completed),
            cancellationToken);

    public async Task<IReadOnlyDictionary<int, string>> HistoryAsync(
        AppDbContext db, int environmentId, int featureId, CancellationToken cancellationToken)
    {
        var experiments = db.Set<Experiment>().Where(experiment => experiment.EnvironmentId == environmentId && experiment.FeatureId == featureId);
        var last = experiments.Where(experiment => experiment.SegmentId != null)
            .Select(experiment => new { SegmentId = experiment.SegmentId!.Value, experiment.Name, experiment.Phase, HasPhases = experiment.Phase > 1 });
        var earlier = experiments.Join(
            db.Set<ExperimentPhase>().Where(phase => phase.SegmentId != null), experiment => experiment.Id, phase => phase.ExperimentId,
            (experiment, phase) => new { SegmentId = phase.SegmentId!.Value, experiment.Name, Phase = phase.Number, HasPhases = true });
        return (await last.Concat(earlier).ToListAsync(cancellationToken)).ToDictionary(
            row => row.SegmentId, row => row.HasPhases ? $"{row.Name}, phase {row.Phase}" : row.Name);
    }

    private static async Task<IReadOnlyList<FlagExperiment>> ListAsync(
        AppDbContext db, IQueryable<Experiment> experiments, CancellationToken cancellationToken)
    {
        var found = await experiments.AsNoTracking()
            .Join(db.Set<ProjectEnvironment>(), experiment => experiment.EnvironmentId, environment => environment.Id, (experiment, environment)
                => new
                {
                    Experiment = experiment,
                    environment.Name,
                    environment.Slug,
                    Rules = db.Set<Segment>().Where(segment => segment.Id == experiment.SegmentId && segment.DeletedAt == null)
                        .Select(segment => segment.Rules).FirstOrDefault(),
                    OpenedBy = DisturbanceQueries.Open(db).Where(row => row.ExperimentId == experiment.Id).Select(row => row.Who).FirstOrDefault(),
                })
            .ToListAsync(cancellationToken);
        return [.. found.OrderBy(row => row.Experiment.Id).Select(row => new FlagExperiment(
            row.Experiment.Id,
            row.Experiment.EnvironmentId,
            row.Name,
            row.Slug,
            row.Experiment.FeatureId,
            row.Experiment.Name,
            ExperimentLifecycle.Word(row.Experiment.Status),
            row.Experiment is { DeletedAt: null, Status: ExperimentStatus.Running or ExperimentStatus.Paused },
            row.Rules is null ? null : RolloutSegment.Percentage(SegmentRules.TryRead(row.Rules)),
            row.Experiment.SegmentId,
            row.OpenedBy))];
    }

    private static bool IsRemembered(Experiment experiment, LiveFlag flag, int variantId)
        => SharesText.Read(experiment.DefaultBefore)?.GetValueOrDefault(variantId).Value > 0 && RolloutWriter.DefaultIsUntouched(experiment, flag);

    // The one door: opened by an administrator, for administrators.
    private static IQueryable<Experiment> Freezing(AppDbContext db, ProjectAccess access) => access.May(Permission.Administer)
        ? Started(db).Where(experiment => !DisturbanceQueries.Open(db).Any(row => row.ExperimentId == experiment.Id))
        : Started(db);

    private static IQueryable<Experiment> Started(AppDbContext db) => db.Set<Experiment>().Where(experiment => experiment.DeletedAt == null
        && (experiment.Status == ExperimentStatus.Running || experiment.Status == ExperimentStatus.Paused));

    private static async Task<Error?> FirstAsync(
        AppDbContext db, IQueryable<Experiment> experiments, Func<string, string, ExperimentStatus, Error> refusal,
        CancellationToken cancellationToken)
        => await experiments.OrderBy(experiment => experiment.Id)
            .Join(db.Set<Feature>(), experiment => experiment.FeatureId, feature => feature.Id, (experiment, feature)
                => new { Flag = feature.Name, experiment.Name, experiment.Status })
            .FirstOrDefaultAsync(cancellationToken) is { } holder
            ? refusal(holder.Flag, holder.Name, holder.Status)
            : null;
}
