using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PersonSearchText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "people",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // Good enough for those who are there already; the next change of a name or address folds it fully.
            migrationBuilder.Sql("UPDATE people SET search_text = lower(display_name || '\n' || email)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "search_text",
                table: "people");
        }
    }
}
