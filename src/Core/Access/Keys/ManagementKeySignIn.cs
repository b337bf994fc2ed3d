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

    private static readonly CompiledQuery<Func<AppDbContext, string, IAsyncEnumerable<ManagementKey>>> s_byHash = new(() => EF.CompileAsyncQuery((AppDbContext db, string hash) =>
        db.Set<ManagementKey>().AsNoTracking().Where(key => key.Hash == hash)));

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
        var found = (await s_byHash.On(db)(db, hash).ToListAsync(cancellationToken)).SingleOrDefault();
        return found switch
        {
            null => s_unknown,
            { RevokedAt: { } revoked } => new KeySignIn.Revoked(revoked),
            { ExpiresAt: { } expires } when expires <= clock.Now() => new KeySignIn.Expired(expires),
            _ => new KeySignIn.Found(found.Id, found.Name),
        };
    }
}
