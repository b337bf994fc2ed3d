using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace ExperimentAdmin.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_records",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: true),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    object_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    also_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    also_number = table.Column<int>(type: "INTEGER", nullable: true),
                    object_name = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    object_name_folded = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    actor_id = table.Column<int>(type: "INTEGER", nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    next_value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "experiment_counts",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_counts", x => new { x.environment_id, x.status });
                });

            migrationBuilder.CreateTable(
                name: "idempotency_records",
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
                    table.PrimaryKey("PK_idempotency_records", x => new { x.actor_kind, x.actor_id, x.route, x.key });
                });

            migrationBuilder.CreateTable(
                name: "management_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hint = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    project_id = table.Column<int>(type: "INTEGER", nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_management_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "page_presences",
                columns: table => new
                {
                    visit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_editing = table.Column<bool>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_page_presences", x => x.visit);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    is_instance_administrator = table.Column<bool>(type: "INTEGER", nullable: false),
                    deactivated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    hide_disabled_flags = table.Column<bool>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_projects", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    user_agent = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_sessions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "environments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    slug = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    hash_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    versioning = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_production = table.Column<bool>(type: "INTEGER", nullable: false),
                    hide_disabled_flags = table.Column<bool>(type: "INTEGER", nullable: true),
                    hide_sensitive_data = table.Column<bool>(type: "INTEGER", nullable: false),
                    allow_client_traits = table.Column<bool>(type: "INTEGER", nullable: false),
                    allowed_origins = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    settings_revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_environments", x => x.id);
                    table.ForeignKey(
                        name: "FK_environments_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "features",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    tags = table.Column<string>(type: "TEXT", maxLength: 610, nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: true),
                    value_type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    initial_value = table.Column<string>(type: "TEXT", nullable: true),
                    default_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    server_key_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_features", x => x.id);
                    table.ForeignKey(
                        name: "FK_features_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_features_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "project_members",
                columns: table => new
                {
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_members", x => new { x.project_id, x.person_id });
                    table.ForeignKey(
                        name: "FK_project_members_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_project_members_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_saved_views", x => new { x.person_id, x.project_id });
                    table.ForeignKey(
                        name: "FK_saved_views_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_saved_views_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "segments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    project_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    rules = table.Column<string>(type: "TEXT", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: true),
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_segments", x => x.id);
                    table.ForeignKey(
                        name: "FK_segments_projects_project_id",
                        column: x => x.project_id,
                        principalTable: "projects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "environment_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    token = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    hint = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_environment_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_environment_keys_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experiment_drafts",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_drafts", x => x.id);
                    table.ForeignKey(
                        name: "FK_experiment_drafts_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiment_drafts_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_asks",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    second = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_asks", x => new { x.environment_id, x.feature_id, x.kind });
                    table.ForeignKey(
                        name: "FK_flag_asks_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identities",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    traits = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identities", x => x.id);
                    table.ForeignKey(
                        name: "FK_identities_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "last_requests",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    user_agent = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_last_requests", x => x.environment_id);
                    table.ForeignKey(
                        name: "FK_last_requests_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "request_counts",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    hour = table.Column<int>(type: "INTEGER", nullable: false),
                    requests = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request_counts", x => new { x.environment_id, x.feature_id, x.hour });
                    table.ForeignKey(
                        name: "FK_request_counts_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_scopes",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    uuid = table.Column<Guid>(type: "TEXT", nullable: false),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    segment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    seed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_scopes", x => x.id);
                    table.ForeignKey(
                        name: "FK_flag_scopes_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_flag_scopes_features_feature_id",
                        column: x => x.feature_id,
                        principalTable: "features",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_versions",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    flag_revision = table.Column<int>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: false),
                    published_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_versions", x => x.id);
                    table.ForeignKey(
                        name: "FK_flag_versions_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_flag_versions_features_feature_id",
                        column: x => x.feature_id,
                        principalTable: "features",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "variants",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    uuid = table.Column<Guid>(type: "TEXT", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    picture_digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_variants", x => x.id);
                    table.ForeignKey(
                        name: "FK_variants_features_feature_id",
                        column: x => x.feature_id,
                        principalTable: "features",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experiments",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    hypothesis = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    tags = table.Column<string>(type: "TEXT", maxLength: 610, nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    status_since = table.Column<long>(type: "INTEGER", nullable: false),
                    phase = table.Column<int>(type: "INTEGER", nullable: false),
                    segment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    default_before = table.Column<string>(type: "TEXT", nullable: true),
                    default_zeroed_at_revision = table.Column<int>(type: "INTEGER", nullable: true),
                    planned_days = table.Column<int>(type: "INTEGER", nullable: true),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stopped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stopped_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiments", x => x.id);
                    table.ForeignKey(
                        name: "FK_experiments_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiments_features_feature_id",
                        column: x => x.feature_id,
                        principalTable: "features",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiments_people_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiments_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_heads",
                columns: table => new
                {
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    live_version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_heads", x => new { x.environment_id, x.feature_id });
                    table.ForeignKey(
                        name: "FK_flag_heads_flag_versions_live_version_id",
                        column: x => x.live_version_id,
                        principalTable: "flag_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_states",
                columns: table => new
                {
                    version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scope_id = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at_revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_states", x => new { x.version_id, x.scope_id });
                    table.ForeignKey(
                        name: "FK_flag_states_flag_scopes_scope_id",
                        column: x => x.scope_id,
                        principalTable: "flag_scopes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_flag_states_flag_versions_version_id",
                        column: x => x.version_id,
                        principalTable: "flag_versions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "identity_overrides",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    environment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_id = table.Column<int>(type: "INTEGER", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    identifier_folded = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    variant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_overrides", x => x.id);
                    table.ForeignKey(
                        name: "FK_identity_overrides_environments_environment_id",
                        column: x => x.environment_id,
                        principalTable: "environments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_identity_overrides_features_feature_id",
                        column: x => x.feature_id,
                        principalTable: "features",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_identity_overrides_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "variant_pictures",
                columns: table => new
                {
                    variant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_variant_pictures", x => x.variant_id);
                    table.ForeignKey(
                        name: "FK_variant_pictures_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experiment_disturbances",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    who = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    identifier = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    segment_id = table.Column<int>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_disturbances", x => x.id);
                    table.ForeignKey(
                        name: "FK_experiment_disturbances_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiment_disturbances_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experiment_ends",
                columns: table => new
                {
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    variant_id = table.Column<int>(type: "INTEGER", nullable: true),
                    variant_key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    conclusion = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    note_folded = table.Column<string>(type: "TEXT", nullable: false),
                    ended_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    status_before = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    status_before_since = table.Column<long>(type: "INTEGER", nullable: false),
                    flag_before = table.Column<string>(type: "TEXT", nullable: false),
                    flag_revision = table.Column<int>(type: "INTEGER", nullable: false),
                    feature_revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_ends", x => x.experiment_id);
                    table.ForeignKey(
                        name: "FK_experiment_ends_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "experiment_phases",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    began_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    segment_id = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_experiment_phases", x => x.id);
                    table.ForeignKey(
                        name: "FK_experiment_phases_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_experiment_phases_segments_segment_id",
                        column: x => x.segment_id,
                        principalTable: "segments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "split_periods",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    experiment_id = table.Column<int>(type: "INTEGER", nullable: false),
                    phase = table.Column<int>(type: "INTEGER", nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    percentage = table.Column<int>(type: "INTEGER", nullable: false),
                    shares = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_split_periods", x => x.id);
                    table.ForeignKey(
                        name: "FK_split_periods_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "flag_allocations",
                columns: table => new
                {
                    version_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scope_id = table.Column<int>(type: "INTEGER", nullable: false),
                    variant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    basis_points = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_flag_allocations", x => new { x.version_id, x.scope_id, x.variant_id });
                    table.CheckConstraint("ck_flag_allocations_basis_points", "basis_points BETWEEN 1 AND 10000");
                    table.ForeignKey(
                        name: "FK_flag_allocations_flag_states_version_id_scope_id",
                        columns: x => new { x.version_id, x.scope_id },
                        principalTable: "flag_states",
                        principalColumns: new[] { "version_id", "scope_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_flag_allocations_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "next_value" },
                values: new object[,]
                {
                    { "experiments", 1 },
                    { "identities", 1 },
                    { "identity_overrides", 1 },
                    { "seeds", 1000000000 },
                    { "segments", 1 }
                });

            migrationBuilder.InsertData(
                table: "retention",
                columns: new[] { "id", "environment_record_days", "instance_record_days", "last_run_at", "project_record_days", "removals", "revision", "version_days" },
                values: new object[] { 1, null, null, null, null, 0, 0, null });

            migrationBuilder.CreateIndex(
                name: "IX_audit_records_also_key_also_number",
                table: "audit_records",
                columns: new[] { "also_key", "also_number" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_records_environment_id_id",
                table: "audit_records",
                columns: new[] { "environment_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_records_object_key_number",
                table: "audit_records",
                columns: new[] { "object_key", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_records_project_id_id",
                table: "audit_records",
                columns: new[] { "project_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_environment_keys_environment_id",
                table: "environment_keys",
                column: "environment_id");

            migrationBuilder.CreateIndex(
                name: "IX_environment_keys_hash",
                table: "environment_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_environments_hash_key",
                table: "environments",
                column: "hash_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_environments_project_id_slug",
                table: "environments",
                columns: new[] { "project_id", "slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experiment_disturbances",
                table: "experiment_disturbances",
                columns: new[] { "experiment_id", "kind", "identifier" });

            migrationBuilder.CreateIndex(
                name: "IX_experiment_disturbances_segment_id",
                table: "experiment_disturbances",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "IX_experiment_drafts_environment_id",
                table: "experiment_drafts",
                column: "environment_id");

            migrationBuilder.CreateIndex(
                name: "IX_experiment_drafts_person_id_environment_id",
                table: "experiment_drafts",
                columns: new[] { "person_id", "environment_id" });

            migrationBuilder.CreateIndex(
                name: "IX_experiment_phases_segment_id",
                table: "experiment_phases",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "ux_experiment_phases_number",
                table: "experiment_phases",
                columns: new[] { "experiment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_experiments_created",
                table: "experiments",
                columns: new[] { "environment_id", "created_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_experiments_ended",
                table: "experiments",
                columns: new[] { "environment_id", "ended_at", "id" },
                filter: "status = 'Completed' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_experiments_name",
                table: "experiments",
                columns: new[] { "environment_id", "search_text", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_owner_id",
                table: "experiments",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_experiments_segment_id",
                table: "experiments",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "ix_experiments_started",
                table: "experiments",
                columns: new[] { "environment_id", "started_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_experiments_status_created",
                table: "experiments",
                columns: new[] { "environment_id", "status", "created_at", "id" },
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_experiments_active",
                table: "experiments",
                columns: new[] { "feature_id", "environment_id" },
                unique: true,
                filter: "status <> 'Completed' AND deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_features_owner_id",
                table: "features",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ux_features_name",
                table: "features",
                columns: new[] { "project_id", "name_folded" },
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_flag_allocations_variant_id",
                table: "flag_allocations",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "IX_flag_heads_live_version_id",
                table: "flag_heads",
                column: "live_version_id");

            migrationBuilder.CreateIndex(
                name: "IX_flag_scopes_feature_id",
                table: "flag_scopes",
                column: "feature_id");

            migrationBuilder.CreateIndex(
                name: "IX_flag_scopes_seed",
                table: "flag_scopes",
                column: "seed",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_flag_scopes_segment_id",
                table: "flag_scopes",
                column: "segment_id");

            migrationBuilder.CreateIndex(
                name: "ux_flag_scopes_default",
                table: "flag_scopes",
                columns: new[] { "environment_id", "feature_id" },
                unique: true,
                filter: "segment_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_flag_scopes_segment",
                table: "flag_scopes",
                columns: new[] { "environment_id", "feature_id", "segment_id" },
                unique: true,
                filter: "segment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_flag_states_scope_id",
                table: "flag_states",
                column: "scope_id");

            migrationBuilder.CreateIndex(
                name: "IX_flag_versions_environment_id_feature_id_number",
                table: "flag_versions",
                columns: new[] { "environment_id", "feature_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_flag_versions_feature_id",
                table: "flag_versions",
                column: "feature_id");

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_records_at",
                table: "idempotency_records",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ux_identities_identifier",
                table: "identities",
                columns: new[] { "environment_id", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_identity_overrides_feature_id",
                table: "identity_overrides",
                column: "feature_id");

            migrationBuilder.CreateIndex(
                name: "IX_identity_overrides_variant_id",
                table: "identity_overrides",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ux_identity_overrides_identity",
                table: "identity_overrides",
                columns: new[] { "environment_id", "feature_id", "identifier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_management_keys_hash",
                table: "management_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_page_presences_experiment",
                table: "page_presences",
                columns: new[] { "experiment_id", "seen_at" });

            migrationBuilder.CreateIndex(
                name: "ix_page_presences_seen",
                table: "page_presences",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "IX_people_normalized_email",
                table: "people",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "IX_people_normalized_user_name",
                table: "people",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_project_members_person_id",
                table: "project_members",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_projects_slug",
                table: "projects",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_projects_name",
                table: "projects",
                column: "name_folded",
                unique: true,
                filter: "deleted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_saved_views_project_id",
                table: "saved_views",
                column: "project_id");

            migrationBuilder.CreateIndex(
                name: "ux_segments_experiment",
                table: "segments",
                column: "experiment_id",
                unique: true,
                filter: "deleted_at IS NULL AND experiment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_segments_name",
                table: "segments",
                columns: new[] { "project_id", "name_folded" },
                unique: true,
                filter: "deleted_at IS NULL AND experiment_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_person_id",
                table: "sessions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_split_periods_experiment",
                table: "split_periods",
                columns: new[] { "experiment_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_split_periods_open",
                table: "split_periods",
                column: "experiment_id",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_variants_feature_id_ordinal",
                table: "variants",
                columns: new[] { "feature_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_variants_key",
                table: "variants",
                columns: new[] { "feature_id", "key" },
                unique: true,
                filter: "deleted_at IS NULL");

            AddSearch(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_records");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "environment_keys");

            migrationBuilder.DropTable(
                name: "experiment_counts");

            migrationBuilder.DropTable(
                name: "experiment_disturbances");

            migrationBuilder.DropTable(
                name: "experiment_drafts");

            migrationBuilder.DropTable(
                name: "experiment_ends");

            migrationBuilder.DropTable(
                name: "experiment_phases");

            migrationBuilder.DropTable(
                name: "flag_allocations");

            migrationBuilder.DropTable(
                name: "flag_asks");

            migrationBuilder.DropTable(
                name: "flag_heads");

            migrationBuilder.DropTable(
                name: "idempotency_records");

            migrationBuilder.DropTable(
                name: "identities");

            migrationBuilder.DropTable(
                name: "identity_overrides");

            migrationBuilder.DropTable(
                name: "last_requests");

            migrationBuilder.DropTable(
                name: "management_keys");

            migrationBuilder.DropTable(
                name: "page_presences");

            migrationBuilder.DropTable(
                name: "project_members");

            migrationBuilder.DropTable(
                name: "request_counts");

            migrationBuilder.DropTable(
                name: "retention");

            migrationBuilder.DropTable(
                name: "retention_runs");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "split_periods");

            migrationBuilder.DropTable(
                name: "variant_pictures");

            migrationBuilder.DropTable(
                name: "flag_states");

            migrationBuilder.DropTable(
                name: "experiments");

            migrationBuilder.DropTable(
                name: "variants");

            migrationBuilder.DropTable(
                name: "flag_scopes");

            migrationBuilder.DropTable(
                name: "flag_versions");

            migrationBuilder.DropTable(
                name: "segments");

            migrationBuilder.DropTable(
                name: "environments");

            migrationBuilder.DropTable(
                name: "features");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "projects");
        }
    }
}
