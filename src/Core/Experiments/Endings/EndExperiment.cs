using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Endings;

/// <summary>
/// Ends an experiment: its rollout is no longer served, and everybody gets what was chosen. Until somebody changes the flag it can be undone.
/// </summary>
public sealed class EndExperiment(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="EnvironmentId">The experiment's environment.</param>
    /// <param name="ExperimentId">The experiment.</param>
    /// <param name="Ending">What everybody gets from now; null is refused with the field named.</param>
    /// <param name="Conclusion">What was learned; null is refused with the field named, unless it <see cref="MayBeOpen"/>.</param>
    /// <param name="ExpectedRevision">The revision on the asker's screen; null ends whatever is there.</param>
    public sealed record Command(
        ProjectAccess Access, int EnvironmentId, int ExperimentId, Ending? Ending, Conclusion? Conclusion = null, int? ExpectedRevision = null)
    {
        /// <summary>What people should know of it; null for nothing.</summary>
        public string? Note { get; init; }

        /// <summary>The segments whose hand-made overrides of the flag go too, so that theirs get what everybody gets.</summary>
        public IReadOnlyCollection<int> RemoveOverridesOf { get; init; } = [];

        /// <summary>Whether it may be ended without a conclusion, as scripts do that know of none.</summary>
        public bool MayBeOpen { get; init; }

        /// <summary>Keeps the answer for a request that may be sent again; null does not.</summary>
        public ExperimentAnswer? Answer { get; init; }
    }

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.InEnvironmentAsync<Done>(
            command.Access, command.EnvironmentId, ExperimentLifecycle.Of(ExperimentAction.End).Permission, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (await ExperimentAnswer.LookAsync(change, command.Answer) is { } reused)
        {
            return reused;
        }

        if (command.Answer?.Request.IsRepeat is true)
        {
            return change.Nothing(default(Done));
        }

        var errors = EndingRules.CheckChosen(command.Ending, command.MayBeOpen ? command.Conclusion ?? Conclusion.Stopped : command.Conclusion)
            .Concat(EndingRules.CheckNote(command.Note)).ToList();
        if (errors.Count > 0)
        {
            return errors;
        }

        var found = await ExperimentChange.FindAsync(change, command.ExperimentId, command.ExpectedRevision);
        if (!found.TryGet(out var experiment, out var error))
        {
            return error;
        }

        if (await EndAsync(change, experiment, command, command.Ending!) is { } refusal)
        {
            return refusal;
        }

        await ExperimentAnswer.KeepAsync(change, command.Answer, command.Access, experiment.Id);
        return default(Done);
    }

    private static async Task<Error?> EndAsync(ChangeContext change, Experiment experiment, Command command, Ending ending)
    {
        if (!ExperimentLifecycle.Allows(experiment.Status, ExperimentAction.End))
        {
            return ExperimentLifecycle.Refusal(experiment.Name, experiment.Status, ExperimentAction.End);
        }

        var feature = await change.Db.Set<Feature>().SingleAsync(feature => feature.Id == experiment.FeatureId, change.Cancellation);
        var rollout = await RolloutWriter.OpenAsync(change, experiment);
        var removed = command.RemoveOverridesOf.ToHashSet();
        var variant = ending.Kind is EndingKind.Variant ? rollout.Variants.FirstOrDefault(variant => variant.Id == ending.VariantId) : null;
        if (WhyNot(ending, variant, rollout, removed, feature.Name) is { } refusal)
        {
            return refusal;
        }

        var state = rollout.Reading.State;
        var before = ExperimentRecord.Of(experiment, state);
        var (statusBefore, since) = (experiment.Status, experiment.StatusSince);
        var memory = FlagMemory.Of(rollout.Flag, RolloutWriter.DefaultIsUntouched(experiment, rollout.Flag), removed);
        _ = await ExperimentChange.EndAsync(change, experiment);
        var gaveBack = rollout.End(ending, removed);
        var revision = await rollout.SaveAsync();
        var note = command.Note?.Trim() ?? string.Empty;
        var end = new ExperimentEnd
        {
            ExperimentId = experiment.Id,
            Kind = ending.Kind,
            VariantId = variant?.Id,
            VariantKey = variant?.Key,
            Conclusion = command.Conclusion,
            Note = note,
            NoteFolded = TextFold.Fold(note),
            EndedBy = change.Actor.Name,
            StatusBefore = statusBefore,
            StatusBeforeSince = since,
            FlagBefore = memory.Write(),
            FlagRevision = rollout.Flag.Head.Revision,
            FeatureRevision = feature.Revision,
        };
        _ = change.Db.Add(end);
        ExperimentRecord.Append(
            change, experiment, ExperimentLifecycle.Of(ExperimentAction.End).Done,
            EndingText.Summary(ending.Kind, variant?.Key, gaveBack, command.Conclusion, removed.Count),
            before, ExperimentRecord.Of(experiment, state, end), revision);
        return null;
    }

    private static Error? WhyNot(Ending ending, Variant? variant, RolloutWriter rollout, HashSet<int> removed, string flag)
    {
        if (ending.Kind is EndingKind.Variant)
        {
            if (variant is null)
            {
                return EndingErrors.ForeignVariant(flag);
            }

            if (variant.ArchivedAt is not null)
            {
                return EndingErrors.ArchivedVariant(variant.Key);
            }
        }

        var handMade = rollout.Flag.HandMade.Select(state => state.Scope.SegmentId!.Value).ToHashSet();
        return removed.IsSubsetOf(handMade) ? null : EndingErrors.NoSuchOverride(flag);
    }
}
