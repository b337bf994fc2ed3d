using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Remembers when each management API key was last used.</summary>
public sealed class ManagementKeyUses(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock)
    : LastUses(contexts, gate, clock)
{
    public override string Name => "When management API keys were last used";

    private protected override Task WriteAsync(AppDbContext db, int keyId, DateTimeOffset at, CancellationToken cancellationToken)
        => db.Set<ManagementKey>()
            .Where(key => key.Id == keyId && (key.LastUsedAt == null || key.LastUsedAt < at))
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, at), cancellationToken);
}
