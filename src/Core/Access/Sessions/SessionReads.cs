using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Tells whether a sign-in still holds, and which ones somebody has.</summary>
public sealed class SessionReads(IDbContextFactory<AppDbContext> contexts, SessionUses uses, SessionLimits limits, TimeProvider clock)
{
    /// <summary>The most that a list shows.</summary>
    public const int MostListed = 50;

    private static readonly CompiledQuery<Func<AppDbContext, int, string, IAsyncEnumerable<Row>>> s_row = new(() => EF.CompileAsyncQuery((AppDbContext db, int id, string hash) =>
        from session in db.Set<Session>()
        join person in db.Set<Person>() on session.PersonId equals person.Id
        where session.Id == id && session.Hash == hash && session.EndedAt == null
            && person.SecurityStamp == session.Stamp && person.DeactivatedAt == null
        select new Row
        {
            CreatedAt = session.CreatedAt,
            LastSeenAt = session.LastSeenAt,
            Person = new PersonSession(person.Id, person.DisplayName, person.Email!, person.SecurityStamp!, person.IsInstanceAdministrator),
        }));

    /// <summary>
    /// The person as they are now; null when their sign-in is over, by itself or because somebody ended it, when they were
    /// deactivated or when their stamp is another. Each request asks, so it is one indexed read, and nothing is kept from one
    /// request to the next: a sign-in ends at once, whichever process ended it.
    /// </summary>
    /// <param name="key">What the browser shows.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<PersonSession?> FindAsync(SessionKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);

        // Before the row: a use is forgotten here only after it was written there.
        var noted = uses.Noted(key.Id);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await s_row.On(db)(db, key.Id, Secret.Hash(key.Secret)).ToListAsync(cancellationToken)).SingleOrDefault() is { } row
            && limits.Allow(row.CreatedAt, noted > row.LastSeenAt ? noted.Value : row.LastSeenAt, clock.Now())
            ? row.Person
            : null;
    }

    /// <summary>The sign-ins of a person that hold: the one that asks, then those that were seen last.</summary>
    /// <param name="actor">Who asks, and whose they are; nobody else has any.</param>
    /// <param name="current">The one that asks.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<SessionList> ListAsync(Actor actor, int current, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is not { Kind: ActorKind.Person, Id: { } personId })
        {
            return new SessionList([], 0);
        }

        var now = clock.Now();
        var (begun, seen) = (now - limits.Lifetime, now - limits.Idle);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var holding = db.Set<Session>().Where(session => session.PersonId == personId && session.EndedAt == null
            && session.CreatedAt > begun && session.LastSeenAt > seen
            && db.Set<Person>().Any(person => person.Id == personId && person.SecurityStamp == session.Stamp && person.DeactivatedAt == null));
        var total = await holding.CountAsync(cancellationToken);
        var rows = await holding
            .OrderByDescending(session => session.Id == current).ThenByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id)
            .Take(MostListed).ToListAsync(cancellationToken);
        return new SessionList([.. rows.Select(row => Item(row, current))], total);
    }

    private SessionItem Item(Session session, int current) => new()
    {
        Id = session.Id,
        IsCurrent = session.Id == current,
        CreatedAt = session.CreatedAt,
        LastSeenAt = uses.Noted(session.Id) is { } noted && noted > session.LastSeenAt ? noted : session.LastSeenAt,
        Address = session.Address,
        UserAgent = session.UserAgent,
    };

    private sealed class Row
    {
        public required DateTimeOffset CreatedAt { get; init; }

        public required DateTimeOffset LastSeenAt { get; init; }

        public required PersonSession Person { get; init; }
    }
}
