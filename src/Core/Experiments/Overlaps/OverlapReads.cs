using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Evaluation.Hashing;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Overlaps;

/// <summary>Shows what shares people with an experiment, and who would leave if a segment were excluded.</summary>
public sealed class OverlapReads(ExperimentReads reads, ICohortSampler sampler, IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>What shares people with an experiment; null when there is none, or it has no whole rollout, or its environment is not served yet.</summary>
    public async Task<Overlap?> FindAsync(ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken = default)
    {
        if (await SampleAsync(access, environmentId, id, candidate: null, cancellationToken) is not var (view, sample))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var flags = sample.Experiments.Keys.ToList();
        var others = await ExperimentQueries.Of(db, access, environmentId)
            .Where(experiment => experiment.Status == ExperimentStatus.Running && flags.Contains(experiment.FeatureId) && experiment.Id != id)
            .Select(experiment => new { experiment.Id, experiment.Name, experiment.FeatureId }).ToListAsync(cancellationToken);
        return new Overlap(
            sample.Sampled,
            sample.Known,
            sample.InCohort,
            [
                .. view.Outranking.Select(rival => new OverlapPart(
                    OverlapKind.Segment, rival.SegmentId, rival.SegmentName, Share(sample.Segments.GetValueOrDefault(rival.SegmentId)))),
                .. others.Select(other => new OverlapPart(OverlapKind.Experiment, other.Id, other.Name, Share(sample.Experiments[other.FeatureId])))
                    .OrderByDescending(part => part.Share).ThenBy(part => part.Id),
            ],
            view.IdentityOverrides);

        double? Share(int count) => sample.InCohort == 0 ? null : (double)count / sample.InCohort;
    }

    /// <summary>Who would leave if a segment were excluded; null where <see cref="FindAsync"/> is.</summary>
    public async Task<ExclusionForecast?> ForecastAsync(
        ProjectAccess access, int environmentId, int id, int segmentId, CancellationToken cancellationToken = default)
        => await SampleAsync(access, environmentId, id, segmentId, cancellationToken) is var (_, sample)
            ? new ExclusionForecast(sample.Sampled, sample.Known, sample.Free, sample.Candidate)
            : null;

    private async Task<(ExperimentView View, CohortSample Sample)?> SampleAsync(
        ProjectAccess access, int environmentId, int id, int? candidate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (await reads.FindAsync(access, environmentId, id, cancellationToken) is not { Item.Rollout.State: { } state } view
            || await reads.SaltsAsync(access, environmentId, id, cancellationToken) is not RolloutSalts salts)
        {
            return null;
        }

        var sample = await sampler.TakeAsync(
            environmentId, view.Item.FeatureId, salts, state.Percentage, [.. view.Outranking.Select(rival => rival.SegmentId)], candidate, cancellationToken);
        return sample is null ? null : (view, sample);
    }
}
