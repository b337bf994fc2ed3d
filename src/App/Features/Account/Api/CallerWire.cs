using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;

namespace ExperimentAdmin.App.Features.Account.Api;

/// <summary>Who calls, and where they may do what.</summary>
/// <param name="Kind"><c>person</c> for a browser's session, <c>key</c> for a management API key.</param>
/// <param name="Id">The id of the person or the key.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Email">What a person signs in with; null for a key.</param>
/// <param name="InstanceAdministrator">Whether they manage projects and people of the whole instance.</param>
/// <param name="Role">
/// Their role in every project: <c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>; null for those
/// who have one in single projects.
/// </param>
/// <param name="Projects">Those projects, by name; empty for those who have a role in all.</param>
internal sealed record CallerWire(
    ActorKind Kind, int? Id, string Name, string? Email, bool InstanceAdministrator, Role? Role, IReadOnlyList<ProjectRoleWire> Projects)
{
    public static CallerWire Of(CallerItem item) => new(
        item.Actor.Kind, item.Actor.Id, item.Actor.Name, item.Email, item.IsInstanceAdministrator, item.Role,
        [.. item.Roles.Select(ProjectRoleWire.Of)]);
}
