using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.People.UseCases;

/// <summary>Finds the person behind a change of their own account.</summary>
internal static class OwnAccount
{
    /// <summary>The person who acts; null when they may no longer.</summary>
    public static async Task<Person?> FindAsync(ChangeContext change)
        => change.Actor is { Kind: ActorKind.Person, Id: { } id }
            ? await change.Db.Set<Person>().SingleOrDefaultAsync(
                person => person.Id == id && person.DeactivatedAt == null, change.Cancellation)
            : null;
}
