using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>What every change of another person's account begins with.</summary>
internal static class PersonChange
{
    /// <summary>Finds the person and refuses a stale screen.</summary>
    public static async Task<Result<Person>> FindAsync(ChangeContext change, int id, int? expectedRevision)
    {
        var person = await change.Db.Set<Person>().SingleOrDefaultAsync(person => person.Id == id, change.Cancellation);
        if (person is null)
        {
            return PersonErrors.NotFound();
        }

        return await StaleRevision.CheckAsync(change, AuditKey.Person(id), expectedRevision, person.Revision) is { } stale ? stale : person;
    }

    /// <summary>
    /// The refusal to take from a person what nobody else would have then, or null: without an instance administrator
    /// nobody could ever let anybody in again.
    /// </summary>
    public static async Task<Error?> WhyLastAsync(ChangeContext change, Person person)
    {
        // Locks the administrators, so that two of them cannot remove each other at the same moment.
        _ = await change.Db.Set<Person>().Where(other => other.IsInstanceAdministrator && other.DeactivatedAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(other => other.IsInstanceAdministrator, true), change.Cancellation);
        return await change.Db.Set<Person>().AnyAsync(
            other => other.IsInstanceAdministrator && other.DeactivatedAt == null && other.PasswordHash != null && other.Id != person.Id,
            change.Cancellation)
            ? null
            : PersonErrors.LastAdministrator(person.DisplayName);
    }
}
