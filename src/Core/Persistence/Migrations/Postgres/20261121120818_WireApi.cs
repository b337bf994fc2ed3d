using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ExperimentAdmin.Core.Persistence.Migrations.Postgres
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
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "uuid",
                table: "flag_scopes",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // A random name for each that is there already.
            migrationBuilder.Sql("UPDATE variants SET uuid = gen_random_uuid()");
            migrationBuilder.Sql("UPDATE flag_scopes SET uuid = gen_random_uuid()");

            migrationBuilder.CreateTable(
                name: "kept_answers",
                columns: table => new
                {
                    actor_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    actor_id = table.Column<int>(type: "integer", nullable: false),
                    route = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    key = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    body_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
