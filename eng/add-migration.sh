#!/usr/bin/env bash
# Adds one migration per database under the same name, then writes out the SQL that each of them will run.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: eng/add-migration.sh NameOfTheChange}
dotnet tool restore
dotnet build src/App
mkdir -p artifacts/migrations
for database in Sqlite Postgres; do
  ef=(--no-build --project src/Core --startup-project src/App --context "${database}AppDbContext")
  dotnet ef migrations add "$name" "${ef[@]}" --output-dir "Persistence/Migrations/$database"
done
sed -i '1s/^\xEF\xBB\xBF//' src/Core/Persistence/Migrations/*/*.cs # No byte order mark, as .editorconfig says.
dotnet build src/App
for database in Sqlite Postgres; do
  ef=(--no-build --project src/Core --startup-project src/App --context "${database}AppDbContext")
  dotnet ef migrations script "${ef[@]}" --output "artifacts/migrations/$database.sql"
done
