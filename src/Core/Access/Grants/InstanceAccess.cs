namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>A grant to manage the instance: its projects and people. Only <see cref="AccessGate"/> issues it.</summary>
public sealed class InstanceAccess
{
    internal InstanceAccess(Actor actor) => Actor = actor;

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <inheritdoc cref="ProjectAccess.Question"/>
    internal Func<object, Task>? Question { get; private init; }

    /// <inheritdoc cref="ProjectAccess.Asking"/>
    public InstanceAccess Asking(Func<object, Task> question) => new(Actor) { Question = question };
}
