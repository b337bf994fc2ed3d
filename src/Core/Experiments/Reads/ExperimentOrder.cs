using System.Globalization;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>The orders of the list of experiments. By status and by rollout a page is sorted out of all that are listed, by the others out of an index.</summary>
internal static class ExperimentOrder
{
    // A text and no character, which no database would be asked about.
    private static readonly string s_point = CultureInfo.InvariantCulture.NumberFormat.NumberDecimalSeparator;

    /// <summary>One page of experiments in the order of a query.</summary>
    public static IQueryable<Experiment> Page(AppDbContext db, IQueryable<Experiment> experiments, ExperimentListQuery query)
        => Sorted(db, experiments, query).Skip(query.Skip).Take(query.Size);

    private static IQueryable<Experiment> Sorted(AppDbContext db, IQueryable<Experiment> experiments, ExperimentListQuery query)
        => (query.Sort, query.Descending) switch
        {
            (ExperimentSort.Name, false) => experiments.OrderBy(experiment => experiment.SearchText).ThenBy(experiment => experiment.Id),
            (ExperimentSort.Name, true) => experiments.OrderByDescending(experiment => experiment.SearchText)
                .ThenByDescending(experiment => experiment.Id),
            (ExperimentSort.Started, _) when !db.Database.IsSqlite() => SortedByStart(experiments, query),
            (ExperimentSort.Started, false) => experiments.OrderBy(experiment => experiment.StartedAt).ThenBy(experiment => experiment.Id),
            (ExperimentSort.Started, true) => experiments.OrderByDescending(experiment => experiment.StartedAt)
                .ThenByDescending(experiment => experiment.Id),
            (ExperimentSort.Status, _) => SortedByStatus(experiments, query.Descending),
            (ExperimentSort.Rollout, _) => SortedByRollout(db, experiments, query.Descending),
            (_, false) => experiments.OrderBy(experiment => experiment.CreatedAt).ThenBy(experiment => experiment.Id),
            _ => experiments.OrderByDescending(experiment => experiment.CreatedAt).ThenByDescending(experiment => experiment.Id),
        };

    // What was not started comes before all that was, as SQLite has it. PostgreSQL has it the other way round, in its index too:
    // so that the index still serves both parts, each brings as many as the page can need, and only those are sorted.
    private static IQueryable<Experiment> SortedByStart(IQueryable<Experiment> experiments, ExperimentListQuery query)
    {
        var most = query.Skip + query.Size;
        var (waiting, started) = (experiments.Where(experiment => experiment.StartedAt == null), experiments.Where(experiment => experiment.StartedAt != null));
        return query.Descending
            ? started.OrderByDescending(experiment => experiment.StartedAt).ThenByDescending(experiment => experiment.Id).Take(most)
                .Concat(waiting.OrderByDescending(experiment => experiment.StartedAt).ThenByDescending(experiment => experiment.Id).Take(most))
                .OrderBy(experiment => experiment.StartedAt == null).ThenByDescending(experiment => experiment.StartedAt)
                .ThenByDescending(experiment => experiment.Id)
            : waiting.OrderBy(experiment => experiment.StartedAt).ThenBy(experiment => experiment.Id).Take(most)
                .Concat(started.OrderBy(experiment => experiment.StartedAt).ThenBy(experiment => experiment.Id).Take(most))
                .OrderBy(experiment => experiment.StartedAt != null).ThenBy(experiment => experiment.StartedAt).ThenBy(experiment => experiment.Id);
    }

    private static IQueryable<Experiment> SortedByStatus(IQueryable<Experiment> experiments, bool descending)
    {
        var ranked = experiments.Select(experiment => new
        {
            Experiment = experiment,
            Rank = experiment.Status == ExperimentStatus.Created ? 0
                : experiment.Status == ExperimentStatus.Running ? 1
                : experiment.Status == ExperimentStatus.Paused ? 2
                : 3,
        });
        return (descending ? ranked.OrderByDescending(row => row.Rank) : ranked.OrderBy(row => row.Rank))
            .ThenByDescending(row => row.Experiment.CreatedAt).ThenByDescending(row => row.Experiment.Id)
            .Select(row => row.Experiment);
    }

    // A percentage is kept as text in the rules of its segment and nowhere else. Its texts are in order by the length of what stands before
    // the point, and then as text: so no database has to read JSON or a number, and none refuses a text that is neither.
    private static IQueryable<Experiment> SortedByRollout(AppDbContext db, IQueryable<Experiment> experiments, bool descending)
    {
        var (before, after) = RolloutSegment.AroundPercentage;
        var texts =
            from experiment in experiments
            join segment in db.Set<Segment>().Where(segment => segment.DeletedAt == null && segment.Rules.StartsWith(before) && segment.Rules.EndsWith(after))
                on experiment.SegmentId equals (int?)segment.Id into segments
            from segment in segments.DefaultIfEmpty()
            select new
            {
                Experiment = experiment,
                Text = segment == null ? "" : segment.Rules.Substring(before.Length, segment.Rules.Length - before.Length - after.Length),
            };
        var measured = texts.Select(row => new { row.Experiment, row.Text, Whole = row.Text.Contains(s_point) ? row.Text.IndexOf(s_point) : row.Text.Length });
        return (descending
                ? measured.OrderByDescending(row => row.Whole).ThenByDescending(row => row.Text)
                : measured.OrderBy(row => row.Whole).ThenBy(row => row.Text))
            .ThenByDescending(row => row.Experiment.CreatedAt).ThenByDescending(row => row.Experiment.Id)
            .Select(row => row.Experiment);
    }
}
