using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Core.Access.Sessions.UseCases;

/// <summary>
/// Begins what a browser goes on with after somebody signed in. It leaves no record, as signing in leaves none: that somebody
/// comes and goes changes nothing.
/// </summary>
public sealed class StartSession(UnitOfWork work)
{
    /// <param name="Person">Who signed in. A password that was changed since then ends it before it begins.</param>
    /// <param name="Address">From where; null when nobody knows.</param>
    /// <param name="UserAgent">What the browser says that it is; null when it does not.</param>
    /// <param name="Replaces">What the browser showed until now, and will not show again: it ends.</param>
    public sealed record Command(PersonSession Person, string? Address, string? UserAgent, SessionKey? Replaces = null);

    /// <exception cref="DatabaseFaultException">The database did not take it.</exception>
    public async Task<SessionKey> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return DatabaseFault.Demand(await work.ForSelfAsync<SessionKey>(
            Actor.Person(command.Person.Id, command.Person.Name), change => StartAsync(change, command), cancellationToken));
    }

    private static async Task<Result<SessionKey>> StartAsync(ChangeContext change, Command command)
    {
        if (command.Replaces is { } before)
        {
            _ = await SessionRows.EndAsync(change, before);
        }

        var secret = Secret.New(string.Empty);
        var session = new Session
        {
            Hash = Secret.Hash(secret),
            PersonId = command.Person.Id,
            Stamp = command.Person.Stamp,
            CreatedAt = change.Now,
            LastSeenAt = change.Now,
            Address = TextRules.Kept(command.Address, Session.AddressMaxLength),
            UserAgent = TextRules.Kept(command.UserAgent, Session.UserAgentMaxLength),
        };
        _ = change.Db.Add(session);
        _ = await change.Db.SaveChangesAsync(change.Cancellation);
        return new SessionKey(session.Id, secret);
    }
}
