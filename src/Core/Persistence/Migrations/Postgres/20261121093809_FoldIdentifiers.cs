using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FoldIdentifiers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "identifier_folded",
                table: "identity_overrides",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "identity_overrides",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "identifier_folded",
                table: "identity_overrides");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "identity_overrides");
        }
    }
}
