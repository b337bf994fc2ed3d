using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>
/// Finds whose management API key it is. Each request asks, so it is one indexed read, and nothing is kept from one request
/// to the next: a revoked key ends at once, whichever process revoked it.
/// </summary>
public sealed class ManagementKeySignIn(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    // Longer than any key that was ever made; what is longer need not be hashed.
    private const int LongestKey = 200;

    // The second parameter is not asked for: a compiled query has two.
    private static readonly CompiledQuery<string, int, ManagementKey> s_byHash = new((db, hash, _) => db.Set<ManagementKey>().Where(key => key.Hash == hash));

    private static readonly KeySignIn s_unknown = new KeySignIn.Unknown();

    /// <param name="key">The whole text of the key.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<KeySignIn> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key is not { Length: > 0 and <= LongestKey })
        {
            return s_unknown;
        }

        var hash = Secret.Hash(key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = (await s_byHash.ListAsync(db, hash, LongestKey, cancellationToken)).SingleOrDefault();
        return found switch
        {
            null => s_unknown,
            { RevokedAt: { } revoked } => new KeySignIn.Revoked(revoked),
            { ExpiresAt: { } expires } when expires <= clock.Now() => new KeySignIn.Expired(expires),
            _ => new KeySignIn.Found(found.Id, found.Name),
        };
    }
}
