using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>One revision of an experiment.</summary>
/// <param name="Number">From 1; the experiment's entity tag after it.</param>
/// <param name="Action">What happened, as a word: <c>rollout_changed</c>.</param>
/// <param name="Summary">What happened, in words: <c>rollout 20 % to 50 %</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">UTC.</param>
/// <param name="Reason">Why, when somebody said so; null otherwise.</param>
/// <param name="Changes">What was before and after, in words, member by member.</param>
internal sealed record RevisionWire(
    int Number, string Action, string Summary, RevisionActorWire Actor, DateTimeOffset At, string? Reason, IReadOnlyList<RevisionChangeWire> Changes)
{
    public static RevisionWire Of(AuditEntry entry) => new(
        entry.Number, entry.Action, entry.Summary, RevisionActorWire.Of(entry.Actor), entry.At, entry.Reason, RevisionChangeWire.Of(entry.Changes));
}
