using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Changes;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>Ends one sign-in of the person who asks, from wherever it is.</summary>
public sealed class EndSession(UnitOfWork work)
{
    /// <param name="Actor">Who asks, and whose sign-in it is.</param>
    /// <param name="SessionId">The sign-in.</param>
    public sealed record Command(Actor Actor, int SessionId);

    public Task<Result<Done>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return work.ForSelfAsync<Done>(command.Actor, change => RunAsync(change, command), cancellationToken);
    }

    private static async Task<Result<Done>> RunAsync(ChangeContext change, Command command)
    {
        if (await OwnAccount.FindAsync(change) is not { } person)
        {
            return PersonErrors.SignedOut();
        }

        var session = await change.Db.Set<Session>().SingleOrDefaultAsync(
            session => session.Id == command.SessionId && session.PersonId == person.Id && session.EndedAt == null, change.Cancellation);
        if (session is null)
        {
            return SessionErrors.NotFound();
        }

        session.EndedAt = change.Now;
        change.SignedOut(person.Id);
        PersonRecord.Append(change, person, "signed_out", "one sign-in ended", PersonRecord.Of(person));
        return default(Done);
    }
}
