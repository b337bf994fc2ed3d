using Microsoft.EntityFrameworkCore.Migrations;

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite;

/// <summary>What the model cannot say.</summary>
public partial class Initial
{
    // A full-text table of trigrams finds names by any part of them without reading every row. The triggers
    // keep it in step whoever writes; a rebuild of the table experiments must create them again.
    private static void AddSearch(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            "CREATE VIRTUAL TABLE experiment_search USING fts5(search_text, content='experiments', content_rowid='id', tokenize='trigram');");
        migrationBuilder.Sql(
            """
            CREATE TRIGGER experiment_search_insert AFTER INSERT ON experiments BEGIN
                INSERT INTO experiment_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER experiment_search_delete AFTER DELETE ON experiments BEGIN
                INSERT INTO experiment_search (experiment_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
            END;
            """);
        migrationBuilder.Sql(
            """
            CREATE TRIGGER experiment_search_update AFTER UPDATE OF search_text ON experiments BEGIN
                INSERT INTO experiment_search (experiment_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
                INSERT INTO experiment_search (rowid, search_text) VALUES (new.id, new.search_text);
            END;
            """);
    }
}
