using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Remembers when each sign-in was last used.</summary>
public sealed class SessionUses(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock)
    : LastUses(contexts, gate, clock)
{
    public override string Name => "When sign-ins were last used";

    private protected override Task WriteAsync(AppDbContext db, int keyId, DateTimeOffset at, CancellationToken cancellationToken)
        => db.Set<Session>()
            .Where(session => session.Id == keyId && session.LastSeenAt < at)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.LastSeenAt, at), cancellationToken);
}
