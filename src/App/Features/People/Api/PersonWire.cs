using System.Text.Json.Serialization;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Access.People.Reads;

namespace ExperimentAdmin.App.Features.People.Api;

/// <summary>A person.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="InstanceAdministrator">Whether they manage projects and people of the whole instance.</param>
/// <param name="Standing"><c>active</c>, <c>invited</c> until they set a password, or <c>deactivated</c>.</param>
/// <param name="Projects">Their projects by name, with their role in each.</param>
/// <param name="Revision">Grows with every change of the account; the entity tag of this answer.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="PasswordLink">
/// The address where they set a password, once and within three days: only in the answer that invited them. Whoever has it can
/// sign in as them.
/// </param>
internal sealed record PersonWire(
    int Id,
    string Name,
    string Email,
    bool InstanceAdministrator,
    PersonStatus Standing,
    IReadOnlyList<ProjectRoleWire> Projects,
    int Revision,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PasswordLink = null)
{
    public static PersonWire Of(PersonItem item) => new(
        item.Id, item.Name, item.Email, item.IsInstanceAdministrator, item.Status, [.. item.Roles.Select(ProjectRoleWire.Of)], item.Revision,
        item.CreatedAt);
}
