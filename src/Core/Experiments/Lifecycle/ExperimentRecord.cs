using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;

namespace ExperimentAdmin.Core.Experiments.Lifecycle;

/// <summary>How a record keeps an experiment before and after.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hypothesis">Its hypothesis.</param>
/// <param name="Status">Its status.</param>
/// <param name="Rollout">Its rollout, or null without one.</param>
public sealed record ExperimentRecord(string Name, string Hypothesis, ExperimentStatus Status, RolloutState? Rollout)
{
    /// <summary>What else people wrote about it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What its owner was called; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Who that is; null for nobody.</summary>
    public int? OwnerId { get; init; }

    /// <summary>For how many days it is to run; null while nobody planned.</summary>
    public int? PlannedDays { get; init; }

    /// <summary>What everybody got when it ended, in words; null while it did not.</summary>
    public string? Decision { get; init; }

    /// <summary>What was learned; null while nobody said.</summary>
    public Conclusion? Conclusion { get; init; }

    /// <summary>What people wrote about the end; null for nothing.</summary>
    public string? Note { get; init; }

    internal static ExperimentRecord Of(Experiment experiment, RolloutState? rollout, ExperimentEnd? end = null)
        => new(experiment.Name, experiment.Hypothesis, experiment.Status, rollout)
        {
            Description = experiment.Description.Length == 0 ? null : experiment.Description,
            Tags = TagRules.Read(experiment.Tags),
            Owner = experiment.OwnerName,
            OwnerId = experiment.OwnerId,
            PlannedDays = experiment.PlannedDays,
            Decision = end is null ? null : EndingText.Decision(end.Kind, end.VariantKey),
            Conclusion = end?.Conclusion,
            Note = end is null or { Note: "" } ? null : end.Note,
        };

    /// <summary>Moves the experiment on by one revision and records it, as one change of it and, if it was touched, of its flag.</summary>
    internal static void Append(
        ChangeContext change, Experiment experiment, string action, string summary, ExperimentRecord? before, ExperimentRecord? after,
        int? flagRevision, string? reason = null)
    {
        experiment.Revision++;
        experiment.UpdatedAt = change.Now;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Experiment,
            Key = AuditKey.Experiment(experiment.Id),
            Number = experiment.Revision,
            Name = experiment.Name,
            Action = action,
            Summary = summary,
            EnvironmentId = experiment.EnvironmentId,
            Also = flagRevision is { } revision
                ? (AuditKey.Flag(experiment.EnvironmentId, experiment.FeatureId), revision)
                : null,
            Reason = reason,
            Before = before,
            After = after,
        });
    }
}
