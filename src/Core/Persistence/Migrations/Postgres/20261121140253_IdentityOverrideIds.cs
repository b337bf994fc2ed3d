using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class IdentityOverrideIds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "next_value" },
                values: new object[] { "identity_overrides", 1 });

            // After those that are there already.
            migrationBuilder.Sql(
                "UPDATE counters SET next_value = (SELECT COALESCE(MAX(id), 0) + 1 FROM identity_overrides) WHERE name = 'identity_overrides';");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyValue: "identity_overrides");
        }
    }
}
