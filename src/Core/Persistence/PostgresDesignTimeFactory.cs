using Microsoft.EntityFrameworkCore.Design;

namespace ExperimentAdmin.Core.Persistence;

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresAppDbContext>
{
    public PostgresAppDbContext CreateDbContext(string[] args)
        => PostgresAppDbContext.Open(new DatabaseOptions(DatabaseProvider.Postgres, "Host=design-time"));
}
