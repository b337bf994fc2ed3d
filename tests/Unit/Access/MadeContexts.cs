using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Contexts that a test opens its own way.</summary>
internal sealed class MadeContexts(Func<AppDbContext> open) : IDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext() => open();
}
