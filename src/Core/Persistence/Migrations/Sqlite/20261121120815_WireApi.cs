using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WireApi : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "uuid",
                table: "variants",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "uuid",
                table: "flag_scopes",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // A random name (version 4) for each that is there already.
            foreach (var table in new[] { "variants", "flag_scopes" })
            {
                migrationBuilder.Sql(
                    $"UPDATE {table} SET uuid = hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))");
            }

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    actor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    route = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    body_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_answers", x => new { x.actor_kind, x.actor_id, x.route, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_kept_answers_at",
                table: "kept_answers",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kept_answers");

            migrationBuilder.DropColumn(
                name: "uuid",
                table: "variants");

            migrationBuilder.DropColumn(
                name: "uuid",
                table: "flag_scopes");
        }
    }
}
