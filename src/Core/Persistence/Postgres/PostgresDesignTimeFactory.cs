using Microsoft.EntityFrameworkCore.Design;

namespace ExperimentAdmin.Core.Persistence.Postgres;

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresAppDbContext>
{
    public PostgresAppDbContext CreateDbContext(string[] args)
        => PostgresAppDbContext.Open(new DatabaseOptions(DatabaseProvider.Postgres, "Host=design-time"));
}
