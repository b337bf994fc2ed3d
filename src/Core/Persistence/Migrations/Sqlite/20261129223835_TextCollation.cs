using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TextCollation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {

        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

        }
    }
}
