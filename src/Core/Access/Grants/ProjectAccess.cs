namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>
/// A grant to act in one project. Only <see cref="AccessGate"/> issues it; every read and every use case takes one, and
/// writes check it again in their own transaction.
/// </summary>
public sealed class ProjectAccess
{
    internal ProjectAccess(Actor actor, int projectId, Role role, bool isInstanceAdministrator)
        => (Actor, ProjectId, Role, IsInstanceAdministrator) = (actor, projectId, role, isInstanceAdministrator);

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The project that the grant is for.</summary>
    public int ProjectId { get; }

    /// <summary>The role it was issued for; an instance administrator acts as administrator everywhere.</summary>
    public Role Role { get; }

    /// <summary>Whether the role comes from managing the instance, not from the project.</summary>
    public bool IsInstanceAdministrator { get; }

    /// <summary>What is asked inside of a write: see <see cref="Asking"/>.</summary>
    internal Func<object, Task>? Question { get; private init; }

    /// <summary>The same grant for one write, in which something is asked before it is committed.</summary>
    /// <param name="question">
    /// Gets what the use case answers. What it reads, it reads with all that was written and with nothing that anybody else writes later;
    /// if it throws, nothing is written. Asked as well when there was nothing to write, and never when the write is refused.
    /// </param>
    public ProjectAccess Asking(Func<object, Task> question) => new(Actor, ProjectId, Role, IsInstanceAdministrator) { Question = question };

    /// <summary>Whether the role includes something. Pages show by it; use cases refuse by it.</summary>
    public bool May(Permission permission) => Role >= Permissions.LeastRole(permission);

    /// <summary>Why the role does not include something; null when it does.</summary>
    public Error? WhyNot(Permission permission) => May(permission) ? null : Permissions.Refusal(Role, permission);
}
