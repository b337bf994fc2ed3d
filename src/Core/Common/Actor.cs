namespace ExperimentAdmin.Core.Common;

/// <summary>Who is behind a change, as every record names them.</summary>
/// <param name="Kind">A person, a management API key, or the system itself.</param>
/// <param name="Id">The person's or key's id; null for the system.</param>
/// <param name="Name">The name as it was at the time of the change.</param>
public sealed record Actor(ActorKind Kind, int? Id, string Name)
{
    /// <summary>The software acting on its own: the demo workspace, the first set-up, a schedule.</summary>
    public static Actor System { get; } = new(ActorKind.System, null, "ExperimentAdmin");

    /// <summary>Somebody who is not signed in: every gate refuses them.</summary>
    public static Actor Nobody { get; } = new(ActorKind.Person, null, "Nobody");

    /// <summary>A person who signed in.</summary>
    public static Actor Person(int id, string name) => new(ActorKind.Person, id, name);

    /// <summary>Whoever holds a management API key.</summary>
    public static Actor Key(int id, string name) => new(ActorKind.Key, id, name);

    /// <summary>Whether it is the same caller, whatever they were called at the time: a key is nobody with the same number.</summary>
    public bool IsSame(Actor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Kind, Id) == (other.Kind, other.Id);
    }
}
