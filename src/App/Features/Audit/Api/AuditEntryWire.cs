using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;

namespace ExperimentAdmin.App.Features.Audit.Api;

/// <summary>One recorded change.</summary>
/// <param name="Id">The record; grows with time.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">
/// What changed: <c>experiment</c>, <c>flag</c>, <c>feature</c>, <c>segment</c>, <c>environment</c>, <c>environment_key</c>,
/// <c>project</c>, <c>person</c>, <c>member</c>, <c>management_key</c>, <c>identity_override</c> or <c>retention</c>.
/// </param>
/// <param name="Object">Which object, by kind and ids: <c>experiment:12</c>, <c>flag:3/7</c>.</param>
/// <param name="Revision">The revision that the change created; the object's entity tag after it.</param>
/// <param name="Also">A second object that the change moved on, such as the flag of an experiment; null for none.</param>
/// <param name="Name">What the object was called at the time.</param>
/// <param name="Environment">The id of the environment; null when the change concerns all of them, or none.</param>
/// <param name="Action">What happened, as a word: <c>rollout_changed</c>.</param>
/// <param name="Summary">What happened, in words: <c>rollout 20 % to 50 %</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why, when somebody said so; null otherwise.</param>
/// <param name="Before">The object before, shares in percent; null when it did not exist.</param>
/// <param name="After">The object after, shares in percent; null when it no longer exists.</param>
internal sealed record AuditEntryWire(
    long Id,
    DateTimeOffset At,
    AuditKind Kind,
    string Object,
    int Revision,
    string? Also,
    string Name,
    int? Environment,
    string Action,
    string Summary,
    AuditActorWire Actor,
    string? Reason,
    JsonObject? Before,
    JsonObject? After)
{
    public static AuditEntryWire Of(AuditEntry entry) => new(
        entry.Id, entry.At, entry.Kind, entry.Key.Text, entry.Number, entry.Also?.Text, entry.ObjectName, entry.EnvironmentId, entry.Action,
        entry.Summary, new AuditActorWire(entry.Actor.Kind, entry.Actor.Id, entry.Actor.Name), entry.Reason, AuditState.Of(entry.BeforeJson),
        AuditState.Of(entry.AfterJson));
}
