using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Disturbances;

/// <summary>
/// Takes a segment out of a started experiment: an override before the rollout that serves what the environment default serves. Whoever is in
/// the segment leaves at that moment.
/// </summary>
public sealed class ExcludeSegment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; running or paused, with a rollout.</param>
    /// <param name="SegmentId">A segment of the project that has no override of the flag; null is refused with the field named.</param>
    /// <param name="Reason">Why; at most 500 characters, or null.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int ExperimentId, int? SegmentId, string? Reason = null, int? ExpectedRevision = null);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        var errors = ReasonRules.Check(command.Reason).ToList();
        if (command.SegmentId is null)
        {
            errors.Add(DisturbanceErrors.SegmentMissing());
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var segment = await change.Db.Set<Segment>().AsNoTracking().SingleOrDefaultAsync(
            segment => segment.Id == command.SegmentId && segment.ProjectId == change.Environment.ProjectId && segment.ExperimentId == null
                && segment.DeletedAt == null && (segment.FeatureId == null || segment.FeatureId == experiment.FeatureId),
            change.Cancellation);
        if (WhyNot(experiment, rollout, segment) is { } refusal)
        {
            return refusal;
        }

        var record = ExperimentRecord.Of(experiment, rollout.Reading.State);
        await rollout.ExcludeAsync(segment!.Id);
        _ = change.Db.Add(new Disturbance
        {
            ExperimentId = experiment.Id,
            Kind = DisturbanceKind.Excluded,
            At = change.Now,
            Who = change.Actor.Name,
            Reason = command.Reason?.Trim(),
            SegmentId = segment.Id,
        });
        ExperimentRecord.Append(
            change, experiment, "segment_excluded", $"{segment.Name} excluded: whoever is in it gets the environment default", record, record,
            await rollout.SaveAsync(), command.Reason);
        return default(Done);
    }

    private static Error? WhyNot(Experiment experiment, RolloutWriter rollout, Segment? segment) => (experiment.Status, rollout.Reading, segment) switch
    {
        (not (ExperimentStatus.Running or ExperimentStatus.Paused), _, _) => DisturbanceErrors.NotStarted(experiment.Name, experiment.Status),
        (_, { HasDrifted: true }, _) => RolloutErrors.Drifted(experiment.Name),
        (_, { State: null }, _) => DisturbanceErrors.NobodyToExclude(experiment.Name),
        (_, _, null) => DisturbanceErrors.SegmentUnknown(),
        (_, _, { ArchivedAt: not null }) => DisturbanceErrors.SegmentArchived(segment.Name),
        _ when rollout.Flag.OverrideOf(segment.Id) is not null => DisturbanceErrors.AlreadyOutranks(segment.Name),
        _ when rollout.Flag.HandMade.Count() >= OverrideRank.MaxHandMade => DisturbanceErrors.TooMany(),
        _ => null,
    };
}
