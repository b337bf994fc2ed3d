using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Shows finished experiments with their decisions, archived ones too, so that nobody tries again what is known.</summary>
public sealed class FinishedReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>One page of the environment's finished experiments, and how many have which conclusion.</summary>
    public async Task<FinishedList> ListAsync(
        ProjectAccess access, int environmentId, FinishedQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var finished = (
            from experiment in ExperimentQueries.Of(db, access, environmentId)
            where experiment.Status == ExperimentStatus.Completed && (query.Archived == null || query.Archived == (experiment.ArchivedAt != null))
            join end in db.Set<ExperimentEnd>() on experiment.Id equals end.ExperimentId
            select new Row { Experiment = experiment, End = end })
            .WithWords(query.Search, row => row.Experiment.SearchText, row => row.End.NoteFolded);
        var counts = await finished.GroupBy(row => row.End.Conclusion).Select(group => new { Conclusion = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var wanted = finished.Where(row => (query.Conclusion == null || row.End.Conclusion == query.Conclusion)
            && (!query.WithoutConclusion || row.End.Conclusion == null));
        var total = counts.Where(count => (query.Conclusion is null || count.Conclusion == query.Conclusion)
            && (!query.WithoutConclusion || count.Conclusion is null)).Sum(count => count.Count);
        var sorted = query.Descending
            ? wanted.OrderByDescending(row => row.Experiment.EndedAt).ThenByDescending(row => row.Experiment.Id)
            : wanted.OrderBy(row => row.Experiment.EndedAt).ThenBy(row => row.Experiment.Id);
        var rows = await sorted.Skip(query.Skip).Take(query.Size)
            .Join(db.Set<Feature>(), row => row.Experiment.FeatureId, feature => feature.Id, (row, feature) => new { row.Experiment, row.End, Flag = feature.Name })
            .ToListAsync(cancellationToken);
        var ordered = query.Descending
            ? rows.OrderByDescending(row => row.Experiment.EndedAt).ThenByDescending(row => row.Experiment.Id)
            : rows.OrderBy(row => row.Experiment.EndedAt).ThenBy(row => row.Experiment.Id);
        return new FinishedList(
            new Page<FinishedItem>(
                [.. ordered.Select(row => new FinishedItem(
                    row.Experiment.Id, row.Experiment.Name, row.Flag, row.Experiment.StartedAt, row.Experiment.EndedAt!.Value,
                    row.Experiment.ArchivedAt is not null, ExperimentOutcome.Of(row.End)!))],
                total, query.Page, query.Size),
            Enum.GetValues<Conclusion>().ToDictionary(
                conclusion => conclusion, conclusion => counts.SingleOrDefault(count => count.Conclusion == conclusion)?.Count ?? 0),
            counts.SingleOrDefault(count => count.Conclusion is null)?.Count ?? 0);
    }

    private sealed class Row
    {
        public required Experiment Experiment { get; init; }

        public required ExperimentEnd End { get; init; }
    }
}
