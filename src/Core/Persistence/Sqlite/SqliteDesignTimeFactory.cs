using Microsoft.EntityFrameworkCore.Design;

namespace ExperimentAdmin.Core.Persistence.Sqlite;

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAppDbContext>
{
    public SqliteAppDbContext CreateDbContext(string[] args)
        => SqliteAppDbContext.Open(new DatabaseOptions(DatabaseProvider.Sqlite, "Data Source=:memory:"));
}
