using Microsoft.EntityFrameworkCore.Migrations;

namespace ExperimentAdmin.Core.Persistence.Migrations.Postgres;

/// <summary>What the model cannot say.</summary>
public partial class Initial
{
    // Finds names by any part of them without reading every row.
    private static void AddSearch(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE EXTENSION IF NOT EXISTS pg_trgm;");
        migrationBuilder.Sql("CREATE INDEX ix_experiments_search ON experiments USING gin (search_text gin_trgm_ops);");
    }
}
