using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>What every change of an existing experiment begins with.</summary>
internal static class ExperimentChange
{
    private static readonly CompiledQuery<Func<AppDbContext, int, int, IAsyncEnumerable<Found>>> s_found = new(() => EF.CompileAsyncQuery((AppDbContext db, int environmentId, int id) =>
        from experiment in db.Set<Experiment>().AsTracking()
        where experiment.Id == id && experiment.EnvironmentId == environmentId && experiment.DeletedAt == null
        join segment in db.Set<Segment>() on experiment.SegmentId equals (int?)segment.Id into segments
        from segment in segments.DefaultIfEmpty()
        join person in db.Set<Person>() on experiment.OwnerId equals (int?)person.Id into people
        from person in people.DefaultIfEmpty()
        from period in db.Set<SplitPeriod>().Where(period => period.ExperimentId == experiment.Id && period.EndedAt == null).DefaultIfEmpty()
        select new Found { Experiment = experiment, Segment = segment, Owner = person!.DisplayName, Period = period }));

    /// <summary>
    /// Finds the experiment under the environment's lock and refuses a stale screen. Its system segment comes with it into
    /// the context, where <see cref="RolloutWriter"/> finds it without asking again, and the split period that lasts.
    /// </summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="id">The experiment.</param>
    /// <param name="expectedRevision">The revision on the asker's screen; null where nothing can be lost.</param>
    public static async Task<Result<Experiment>> FindAsync(ChangeContext change, int id, int? expectedRevision)
    {
        var found = await s_found.On(change.Db)(change.Db, change.Environment.Id, id).ToListAsync(change.Cancellation);
        if (found.SingleOrDefault() is not { Experiment: var experiment } row)
        {
            return ExperimentErrors.NotFound();
        }

        experiment.OwnerName = row.Owner;

        return await StaleRevision.CheckAsync(change, AuditKey.Experiment(id), expectedRevision, experiment.Revision) is { } stale
            ? stale
            : experiment;
    }

    /// <summary>
    /// The refusal of a name that only looks the same as another experiment's here, or null. The very same name is nobody's alone, and one
    /// that is completed keeps none from others.
    /// </summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="name">The name.</param>
    /// <param name="own">The experiment that is to have it; null for one that is not there yet.</param>
    public static async Task<Error?> WhyAlikeAsync(ChangeContext change, string name, int? own = null)
    {
        var others = await change.Db.Set<Experiment>()
            .Where(other => other.EnvironmentId == change.Environment.Id && other.Status != ExperimentStatus.Completed
                && other.DeletedAt == null && other.Id != own)
            .Select(other => other.Name).ToListAsync(change.Cancellation);
        return NameRules.WhyAlike(name, "experiment", others);
    }

    /// <summary>Moves the experiment to the status that an action has, and keeps the counts, or refuses.</summary>
    public static async Task<Error?> TransitionAsync(ChangeContext change, Experiment experiment, ExperimentAction action)
    {
        if (!ExperimentLifecycle.Allows(experiment.Status, action) || ExperimentLifecycle.Of(action).To is not { } to)
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, action);
        }

        await MoveAsync(change, experiment, to);
        return null;
    }

    /// <summary>Gives the experiment a status, and keeps the counts.</summary>
    public static async Task MoveAsync(ChangeContext change, Experiment experiment, ExperimentStatus to)
    {
        await CountAsync(change, experiment.Status, -1);
        await CountAsync(change, to, 1);
        (experiment.Status, experiment.StatusSince) = (to, change.Now);
        (experiment.StoppedAt, experiment.StoppedBy) = (null, null);
    }

    /// <summary>Completes the experiment, or refuses.</summary>
    public static async Task<Error?> EndAsync(ChangeContext change, Experiment experiment)
    {
        if (await TransitionAsync(change, experiment, ExperimentAction.End) is { } refusal)
        {
            return refusal;
        }

        experiment.EndedAt = change.Now;
        _ = await DisturbanceQueries.Open(change.Db).Where(row => row.ExperimentId == experiment.Id)
            .ExecuteUpdateAsync(rows => rows.SetProperty(row => row.ClosedAt, change.Now), change.Cancellation);
        return null;
    }

    /// <summary>Keeps how many experiments of the environment have a status and are not archived.</summary>
    public static async Task CountAsync(ChangeContext change, ExperimentStatus status, int by)
    {
        var environmentId = change.Environment.Id;
        var count = change.Db.Set<ExperimentCount>().Local.FirstOrDefault(count => count.EnvironmentId == environmentId && count.Status == status)
            ?? await change.Db.Set<ExperimentCount>().SingleOrDefaultAsync(
                count => count.EnvironmentId == environmentId && count.Status == status, change.Cancellation);
        if (count is null)
        {
            count = new ExperimentCount { EnvironmentId = environmentId, Status = status };
            _ = change.Db.Add(count);
        }

        count.Count += by;
    }

    private sealed class Found
    {
        public required Experiment Experiment { get; init; }

        public Segment? Segment { get; init; }

        public string? Owner { get; init; }

        public SplitPeriod? Period { get; init; }
    }
}
