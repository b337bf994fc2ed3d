using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>How a record keeps a person before and after. Passwords and links are never in it.</summary>
/// <param name="Name">Their display name.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="IsInstanceAdministrator">Whether they manage projects and people of the whole instance.</param>
/// <param name="IsActive">Whether they can sign in.</param>
public sealed record PersonRecord(string Name, string Email, bool IsInstanceAdministrator, bool IsActive)
{
    internal static PersonRecord Of(Person person)
        => new(person.DisplayName, person.Email!, person.IsInstanceAdministrator, person.DeactivatedAt is null);

    /// <summary>Moves the person on by one revision and records it.</summary>
    internal static void Append(ChangeContext change, Person person, string action, string summary, PersonRecord? before)
    {
        person.Revision++;
        change.Record(new AuditDraft
        {
            Kind = AuditKind.Person,
            Key = AuditKey.Person(person.Id),
            Number = person.Revision,
            Name = person.DisplayName,
            Action = action,
            Summary = summary,
            Before = before,
            After = Of(person),
        });
    }
}
