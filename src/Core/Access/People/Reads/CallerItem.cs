using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Access.People.Reads;

/// <summary>Who somebody is and where they may do what.</summary>
/// <param name="Actor">A person or a key, by its name of now.</param>
/// <param name="Email">What a person signs in with; null for a key.</param>
/// <param name="IsInstanceAdministrator">Whether they manage the instance: its projects and people.</param>
/// <param name="Role">Their role in every project; null for those who have one in single projects.</param>
/// <param name="Roles">Those projects by name, with their role in each; empty for those who have one in all.</param>
public sealed record CallerItem(Actor Actor, string? Email, bool IsInstanceAdministrator, Role? Role, IReadOnlyList<PersonRole> Roles);
