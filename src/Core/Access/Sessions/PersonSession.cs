using ExperimentAdmin.Core.Access.People;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Somebody who is signed in.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">How everybody else sees them.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Stamp">Changes when every other sign-in of the person has to end: with the password, or on deactivation.</param>
/// <param name="IsInstanceAdministrator">Whether they manage projects and people of the whole instance.</param>
public sealed record PersonSession(int Id, string Name, string Email, string Stamp, bool IsInstanceAdministrator)
{
    internal static PersonSession Of(Person person)
        => new(person.Id, person.DisplayName, person.Email!, person.SecurityStamp!, person.IsInstanceAdministrator);
}
