using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>Changes what an experiment is called and what it is meant to show, in any status.</summary>
public sealed class EditExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    public sealed record Command(ProjectAccess Access, int EnvironmentId, int ExperimentId)
    {
        /// <summary>The new name, or null to keep it.</summary>
        public string? Name { get; init; }

        /// <summary>The new hypothesis, or null to keep it.</summary>
        public string? Hypothesis { get; init; }

        /// <summary>Whether the asker also sent a flag: refused, with the right operation named.</summary>
        public bool SendsFlag { get; init; }

        /// <summary>Whether the asker also sent a rollout: refused, with the right operation named.</summary>
        public bool SendsRollout { get; init; }

        /// <summary>The revision on the asker's screen.</summary>
        public int? ExpectedRevision { get; init; }
    }

    /// <returns>The experiment's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var errors = Check(command).ToList();
        return errors.Count > 0
            ? Task.FromResult<Result<int>>(errors)
            : work.InEnvironmentAsync<int>(
                command.Access, command.EnvironmentId, Permission.RunExperiments, change => RunAsync(change, command), cancellationToken);
    }

    private static IEnumerable<Error> Check(Command command)
    {
        if (command.SendsFlag)
        {
            yield return ExperimentErrors.FlagFixed();
        }

        if (command.SendsRollout)
        {
            yield return ExperimentErrors.RolloutElsewhere();
        }

        foreach (var error in (command.Name is null ? [] : ExperimentText.CheckName(command.Name))
            .Concat(command.Hypothesis is null ? [] : ExperimentText.CheckHypothesis(command.Hypothesis)))
        {
            yield return error;
        }
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command)
    {
        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        var (name, hypothesis) = (command.Name?.Trim() ?? experiment.Name, command.Hypothesis?.Trim() ?? experiment.Hypothesis);
        if (name == experiment.Name && hypothesis == experiment.Hypothesis)
        {
            return change.Nothing<int>(experiment.Revision);
        }

        if (name != experiment.Name
            && (NameRules.WhyUnclear(name) ?? await ExperimentChange.WhyAlikeAsync(change, name, experiment.Id)) is { } refused)
        {
            return refused;
        }

        var rollout = (await RolloutWriter.OpenAsync(change, experiment)).Reading.State;
        var before = ExperimentRecord.Of(experiment, rollout);
        var flag = await change.Db.Set<Feature>().Where(feature => feature.Id == experiment.FeatureId)
            .Select(feature => feature.Name).SingleAsync(change.Cancellation);
        var summary = (name == experiment.Name, hypothesis == experiment.Hypothesis) switch
        {
            (false, true) => $"renamed from {experiment.Name}",
            (true, false) => "hypothesis changed",
            _ => $"renamed from {experiment.Name}; hypothesis changed",
        };
        (experiment.Name, experiment.Hypothesis, experiment.SearchText) = (name, hypothesis, ExperimentText.Search(name, flag));
        ExperimentRecord.Append(
            change, experiment, "edited", summary, before, ExperimentRecord.Of(experiment, rollout), flagRevision: null);
        return experiment.Revision;
    }
}
