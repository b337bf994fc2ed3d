using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>Ends every sign-in of the person who asks but the one that asks.</summary>
public sealed class EndOtherSessions(UnitOfWork work)
{
    /// <param name="Actor">Who asks, and whose sign-ins they are.</param>
    /// <param name="Current">The one that goes on.</param>
    public sealed record Command(Actor Actor, int Current);

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

        // The person's row first, in the order of every change that ends sign-ins: none of them waits for this one while this one waits for it.
        PersonRecord.Append(change, person, "signed_out", "all other sign-ins ended", PersonRecord.Of(person));
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        return await SessionRows.EndAsync(change, person, command.Current) > 0 ? default(Done) : change.Nothing(default(Done));
    }
}
