using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ManagementKeyNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name_folded",
                table: "management_keys",
                type: "text",
                nullable: false,
                defaultValue: "");

            // Nobody could make a key with other letters before.
            migrationBuilder.Sql("UPDATE management_keys SET name_folded = lower(name)");

            migrationBuilder.AddColumn<string>(
                name: "revoked_by",
                table: "management_keys",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "name_folded",
                table: "management_keys");

            migrationBuilder.DropColumn(
                name: "revoked_by",
                table: "management_keys");
        }
    }
}
