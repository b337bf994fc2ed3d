using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>Remembers when each key of an environment was last used.</summary>
public sealed class EnvironmentKeyUses(IDbContextFactory<AppDbContext> contexts, WriteGate gate, TimeProvider clock)
    : LastUses(contexts, gate, clock)
{
    public override string Name => "When environment keys were last used";

    private protected override Task WriteAsync(AppDbContext db, int keyId, DateTimeOffset at, CancellationToken cancellationToken)
        => db.Set<EnvironmentKey>()
            .Where(key => key.Id == keyId && (key.LastUsedAt == null || key.LastUsedAt < at))
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, at), cancellationToken);
}
