using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "retention",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    environment_record_days = table.Column<int>(type: "INTEGER", nullable: true),
                    project_record_days = table.Column<int>(type: "INTEGER", nullable: true),
                    instance_record_days = table.Column<int>(type: "INTEGER", nullable: true),
                    version_days = table.Column<int>(type: "INTEGER", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    removals = table.Column<int>(type: "INTEGER", nullable: false),
                    last_run_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: false),
                    removed = table.Column<int>(type: "INTEGER", nullable: false),
                    file = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    fault = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_runs", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "retention",
                columns: new[] { "id", "environment_record_days", "instance_record_days", "last_run_at", "project_record_days", "removals", "revision", "version_days" },
                values: new object[] { 1, null, null, null, null, 0, 0, null });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "retention");

            migrationBuilder.DropTable(
                name: "retention_runs");
        }
    }
}
