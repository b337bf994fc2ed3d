namespace ExperimentAdmin.App.Features.Audit.Api;

/// <summary>Who changed something.</summary>
/// <param name="Kind"><c>person</c>, <c>key</c> or <c>system</c>.</param>
/// <param name="Id">The id of the person or the key; null for the system.</param>
/// <param name="Name">The name that they had at the time.</param>
internal sealed record AuditActorWire(ActorKind Kind, int? Id, string Name);
