using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Postgres;
using ExperimentAdmin.Core.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Persistence;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void TheModel_HasNoChangeWithoutAMigration(DatabaseProvider provider)
    {
        using var db = Open(provider);

        db.Database.HasPendingModelChanges().ShouldBeFalse("Run eng/add-migration.sh Initial, and from 0.1.0 on with the name of the change.");
    }

    [Fact]
    public void BothDatabases_HaveTheSameMigrations()
    {
        var sqlite = Names(DatabaseProvider.Sqlite);

        sqlite.ShouldNotBeEmpty();
        sqlite.ShouldBe(Names(DatabaseProvider.Postgres));
    }

    private static string[] Names(DatabaseProvider provider)
    {
        const int LengthOfTime = 15; // "20260131120000_"
        using var db = Open(provider);
        return [.. db.Database.GetMigrations().Select(id => id[LengthOfTime..])];
    }

    private static AppDbContext Open(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => SqliteAppDbContext.Open(new DatabaseOptions(provider, "Data Source=:memory:")),
        DatabaseProvider.Postgres => PostgresAppDbContext.Open(new DatabaseOptions(provider, "Host=nowhere")),
    };
}
