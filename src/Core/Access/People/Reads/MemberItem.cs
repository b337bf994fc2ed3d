using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Somebody with a role in a project.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">What others call them.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Role">Their role.</param>
/// <param name="Status">Where they stand with their account.</param>
/// <param name="IsInstanceAdministrator">Whether they act as administrator here whatever their role.</param>
/// <param name="Revision">The revision that a change is made from.</param>
public sealed record MemberItem(
    int PersonId, string Name, string Email, Role Role, PersonStatus Status, bool IsInstanceAdministrator, int Revision);
