using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LockoutByAddress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As statements: what would be made of the operations copies the whole table, in more than one transaction.
            migrationBuilder.Sql("ALTER TABLE people DROP COLUMN access_failed_count");
            migrationBuilder.Sql("ALTER TABLE people DROP COLUMN lockout_enabled");
            migrationBuilder.Sql("ALTER TABLE people DROP COLUMN lockout_end");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "access_failed_count",
                table: "people",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "lockout_enabled",
                table: "people",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "lockout_end",
                table: "people",
                type: "INTEGER",
                nullable: true);
        }
    }
}
