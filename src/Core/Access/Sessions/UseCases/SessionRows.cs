using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>What changes of accounts do to sign-ins, inside their transaction.</summary>
internal static class SessionRows
{
    /// <summary>Ends the sign-ins of a person whose stamp was renewed and saved.</summary>
    /// <param name="change">The change.</param>
    /// <param name="person">The person.</param>
    /// <param name="keep">The one that goes on, if one does.</param>
    /// <returns>How many ended.</returns>
    public static async Task<int> EndAsync(ChangeContext change, Person person, int? keep = null)
    {
        var stamp = person.SecurityStamp!;
        var living = change.Db.Set<Session>().Where(session => session.PersonId == person.Id && session.EndedAt == null);
        _ = await living.Where(session => session.Id == keep).ExecuteUpdateAsync(
            row => row.SetProperty(session => session.Stamp, stamp), change.Cancellation);
        change.SignedOut(person.Id);
        return await living.Where(session => keep == null || session.Id != keep).ExecuteUpdateAsync(
            row => row.SetProperty(session => session.EndedAt, change.Now), change.Cancellation);
    }

    /// <summary>Ends the sign-in that a browser shows.</summary>
    /// <returns>Whether there was one to end.</returns>
    public static async Task<bool> EndAsync(ChangeContext change, SessionKey key)
    {
        var hash = Secret.Hash(key.Secret);
        var session = await change.Db.Set<Session>().SingleOrDefaultAsync(
            session => session.Id == key.Id && session.Hash == hash && session.EndedAt == null, change.Cancellation);
        if (session is null)
        {
            return false;
        }

        session.EndedAt = change.Now;
        change.SignedOut(session.PersonId);
        return true;
    }
}
