using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>Says or corrects what was learned of a completed experiment. What is served stays as it is.</summary>
public sealed class ConcludeExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment; completed.</param>
    /// <param name="Conclusion">What was learned; null keeps what is said.</param>
    /// <param name="Note">What people should know of it, empty for nothing; null keeps what is there.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null takes whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int ExperimentId, Conclusion? Conclusion, string? Note, int? ExpectedRevision = null);

    /// <returns>The experiment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<int>(
            command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var errors = EndingRules.CheckNote(command.Note).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (experiment.Status is not ExperimentStatus.Completed)
        {
            return EndingErrors.NotCompleted(experiment.Name, experiment.Status);
        }

        var end = await change.Db.Set<ExperimentEnd>().AsTracking()
            .SingleAsync(end => end.ExperimentId == experiment.Id, change.Cancellation);
        var (conclusion, note) = (command.Conclusion ?? end.Conclusion, command.Note?.Trim() ?? end.Note);
        if (conclusion is null)
        {
            return EndingErrors.ConclusionMissing();
        }

        var changed = new[]
        {
            conclusion == end.Conclusion ? null
                : end.Conclusion is { } was ? $"conclusion {EndingText.Word(was)} to {EndingText.Word(conclusion.Value)}"
                : $"conclusion {EndingText.Word(conclusion.Value)}",
            note == end.Note ? null : "note changed",
        }.OfType<string>().ToList();
        if (changed.Count == 0)
        {
            return change.Nothing<int>(experiment.Revision);
        }

        var state = (await RolloutWriter.OpenAsync(change, experiment)).Reading.State;
        var before = ExperimentRecord.Of(experiment, state, end);
        (end.Conclusion, end.Note, end.NoteFolded) = (conclusion, note, TextFold.Fold(note));
        ExperimentRecord.Append(
            change, experiment, "concluded", string.Join("; ", changed), before, ExperimentRecord.Of(experiment, state, end), flagRevision: null);
        return experiment.Revision;
    }
}
