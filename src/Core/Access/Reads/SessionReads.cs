using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Reads;

/// <summary>Tells whether a sign-in still holds.</summary>
public sealed class SessionReads(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>The person as they are now; null when they were deactivated or their stamp is another.</summary>
    /// <param name="personId">Who signed in.</param>
    /// <param name="stamp">The stamp that they had then.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<PersonSession?> FindAsync(int personId, string stamp, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users
            .Where(person => person.Id == personId && person.SecurityStamp == stamp && person.DeactivatedAt == null)
            .Select(person => new PersonSession(
                person.Id, person.DisplayName, person.Email!, person.SecurityStamp!, person.IsInstanceAdministrator))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
