namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Who made a revision.</summary>
/// <param name="Kind"><c>person</c>, <c>key</c> or <c>system</c>.</param>
/// <param name="Id">The id of the person or the key; null for the system.</param>
/// <param name="Name">The name that they had at the time.</param>
internal sealed record RevisionActorWire(ActorKind Kind, int? Id, string Name)
{
    public static RevisionActorWire Of(Actor actor) => new(actor.Kind, actor.Id, actor.Name);
}
