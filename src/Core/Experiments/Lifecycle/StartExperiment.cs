using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Starting;
using ExperimentAdmin.Core.Experiments.Traffic;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Starts an experiment, or resumes a paused one: status and override in one transaction.</summary>
public sealed class StartExperiment(UnitOfWork work, IFlagTraffic traffic)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null starts whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId, int? ExpectedRevision = null)
    {
        /// <summary>
        /// Whether it starts even where not all holds that should, which is recorded then. Otherwise that is refused. Resuming asks for nothing.
        /// </summary>
        public bool Anyway { get; init; }

        /// <summary>Keeps the answer for a request that may be sent again; null does not.</summary>
        public ExperimentAnswer? Answer { get; init; }
    }

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.Start).Permission, change => RunAsync(change, command), cancellationToken);
    }

    /// <summary>The start inside a transaction that somebody else opened.</summary>
    /// <param name="change">The write in progress.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="traffic">Tells whether applications ask for the flag.</param>
    /// <param name="anyway">Whether it starts even where not all holds that should.</param>
    internal static async Task<Result<Done>> StartAsync(ChangeContext change, Experiment experiment, IFlagTraffic traffic, bool anyway)
    {
        var was = experiment.Status;
        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var before = rollout.Reading;
        var recordBefore = ExperimentRecord.Of(experiment, before.State);
        var action = was is ExperimentStatus.Paused ? ExperimentAction.Resume : ExperimentAction.Start;
        if (!ExperimentLifecycle.Allows(was, action))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, was, action);
        }

        if (before.HasDrifted)
        {
            return RolloutErrors.Drifted(experiment.Name);
        }

        var facts = action is ExperimentAction.Start
            ? await StartFactQueries.FindAsync(
                change.Db, traffic, experiment, before.State, rollout.Flag, change.Actor.Kind is ActorKind.Person ? change.Actor.Id : null, change.Now, change.Cancellation)
            : null;
        if (facts is { Unmet.Count: > 0 } && !anyway)
        {
            return StartErrors.NotMet(experiment.Name, facts);
        }

        _ = await ExperimentChange.TransitionAsync(change, experiment, action);
        if (experiment.StartedAt is null)
        {
            (experiment.StartedAt, experiment.StartedBy) = (change.Now, change.Actor.Name);
        }

        rollout.Enable();
        var verb = ExperimentLifecycle.Of(action).Done;
        ExperimentRecord.Append(
            change,
            experiment,
            verb,
            (rollout.Reading.State is { } state ? $"{verb} at {state.Describe()}" : $"{verb} without a rollout") + Unmet(facts),
            recordBefore,
            ExperimentRecord.Of(experiment, rollout.Reading.State),
            await rollout.SaveAsync());
        return default(Done);
    }

    // What was acknowledged stays to be read.
    private static string Unmet(StartFacts? facts)
        => facts is { Unmet.Count: > 0 } ? $"; started anyway: {string.Join(", ", facts.Unmet.Select(StartFacts.Word))}" : string.Empty;

    private async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (await ExperimentAnswer.LookAsync(change, command.Answer) is { } reused)
        {
            return reused;
        }

        if (command.Answer?.Request.IsRepeat is true)
        {
            return change.Nothing(default(Done));
        }

        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var started = await StartAsync(change, experiment, traffic, command.Anyway);
        if (started.IsOk)
        {
            await ExperimentAnswer.KeepAsync(change, command.Answer, command.Access, experiment.Id);
        }

        return started;
    }
}
