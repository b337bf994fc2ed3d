using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People.Reads;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>Somebody with a role in a project.</summary>
/// <param name="Person">The id of the person.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Role"><c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>.</param>
/// <param name="Standing"><c>active</c>, <c>invited</c> until they set a password, or <c>deactivated</c>.</param>
/// <param name="InstanceAdministrator">Whether they act as administrator here whatever their role.</param>
/// <param name="Revision">Grows with every change of the role; the entity tag of this answer.</param>
internal sealed record MemberWire(int Person, string Name, string Email, Role Role, PersonStatus Standing, bool InstanceAdministrator, int Revision)
{
    public static MemberWire Of(MemberItem item)
        => new(item.PersonId, item.Name, item.Email, item.Role, item.Status, item.IsInstanceAdministrator, item.Revision);
}
