using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>Reads what everything that an environment serves depends on, without reading what it serves.</summary>
internal static class StampReader
{
    /// <summary>The stamps of a project's segments that an environment serves, by id: all of its own, and the rollouts that let anybody in.</summary>
    /// <param name="db">One moment of the database.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="running">The environment's running experiments: of system segments, only those whose override is served are.</param>
    /// <returns>The stamps, and the rules of the rollouts as they were read.</returns>
    public static async Task<(Dictionary<int, SegmentStamp> Stamps, Dictionary<int, IReadOnlyList<SegmentRule>> Rules)> SegmentsAsync(
        AppDbContext db, int projectId, IEnumerable<RunningExperiment> running, CancellationToken cancellationToken)
    {
        // Two reads, so that each has an index: one for both would look at the segments of all experiments that there ever were.
        var own = await db.Set<Segment>()
            .Where(segment => segment.ProjectId == projectId && segment.ExperimentId == null && segment.DeletedAt == null
                && segment.ArchivedAt == null && segment.FeatureId == null)
            .Select(segment => new { segment.Id, segment.Revision }).ToListAsync(cancellationToken);
        var enabled = running.Where(experiment => experiment.IsOverrideEnabled).Select(experiment => experiment.SegmentId).OfType<int>().ToList();
        var rollouts = enabled.Count == 0 ? [] : await db.Set<Segment>()
            .Where(segment => enabled.Contains(segment.Id) && segment.ProjectId == projectId && segment.DeletedAt == null && segment.ArchivedAt == null)
            .ToDictionaryAsync(segment => segment.Id, segment => new SegmentStamp(segment.Revision, segment.Rules), cancellationToken);
        var rules = rollouts.Select(row => KeyValuePair.Create(row.Key, SegmentRules.TryRead(row.Value.RolloutRules!) ?? []))
            .Where(row => RolloutSegment.Percentage(row.Value) is { Value: > 0 }).ToDictionary();
        var stamps = own.ToDictionary(row => row.Id, row => new SegmentStamp(row.Revision, null));
        foreach (var id in rules.Keys)
        {
            stamps[id] = rollouts[id];
        }

        return (stamps, rules);
    }

    /// <summary>The running experiments of an environment by feature.</summary>
    public static async Task<Dictionary<int, RunningExperiment>> RunningAsync(AppDbContext db, int environmentId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Experiment>().Where(experiment => experiment.EnvironmentId == environmentId && experiment.DeletedAt == null
                && experiment.Status == ExperimentStatus.Running)
            .Select(experiment => new
            {
                experiment.FeatureId,
                experiment.SegmentId,

                // All three by their keys: an experiment costs the same whatever else the environment serves.
                IsEnabled = db.Set<FlagHead>().Where(head => head.EnvironmentId == environmentId && head.FeatureId == experiment.FeatureId)
                    .Join(
                        db.Set<FlagScope>().Where(scope => scope.SegmentId != null && scope.SegmentId == experiment.SegmentId),
                        head => new { head.EnvironmentId, head.FeatureId }, scope => new { scope.EnvironmentId, scope.FeatureId },
                        (head, scope) => new { VersionId = head.LiveVersionId, ScopeId = scope.Id })
                    .Any(live => db.Set<FlagStateRow>().Any(state => state.VersionId == live.VersionId && state.ScopeId == live.ScopeId && state.Enabled)),
            })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.FeatureId, row => new RunningExperiment(row.SegmentId, row.IsEnabled));
    }

    /// <summary>The stamps of an environment's flags by feature.</summary>
    public static async Task<Dictionary<int, FlagStamp>> FlagsAsync(
        AppDbContext db, int environmentId, IReadOnlyDictionary<int, RunningExperiment> running, IReadOnlyCollection<int> open, CancellationToken cancellationToken)
    {
        var identities = await db.Set<IdentityOverride>().Where(entry => entry.EnvironmentId == environmentId)
            .GroupBy(entry => entry.FeatureId)
            .Select(group => new
            {
                FeatureId = group.Key,
                Count = group.Count(),
                Newest = group.Max(entry => entry.Id),
                Revisions = group.Sum(entry => (long)entry.Revision),
            })
            .ToDictionaryAsync(group => group.FeatureId, cancellationToken);
        var heads = await db.Set<FlagHead>().Where(head => head.EnvironmentId == environmentId)
            .Join(
                db.Set<Feature>().Where(feature => feature.DeletedAt == null), head => head.FeatureId, feature => feature.Id,
                (head, feature) => new { feature.Id, feature.Revision, Flag = head.Revision, head.LiveVersionId })
            .ToListAsync(cancellationToken);
        return heads.ToDictionary(head => head.Id, head =>
        {
            var experiment = running.GetValueOrDefault(head.Id);
            var forced = identities.GetValueOrDefault(head.Id);
            return new FlagStamp(
                head.Revision, head.Flag, head.LiveVersionId, experiment is not null, experiment?.SegmentId,
                experiment?.SegmentId is { } id && open.Contains(id), forced?.Count ?? 0, forced?.Newest ?? 0, forced?.Revisions ?? 0);
        });
    }
}
